"""JSON as Go's encoding/json reads and writes it, stricter where Go is lenient."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

MAX_DEPTH = 100
"""The deepest nesting that `load` accepts, so that code can walk a document recursively."""

_MAX_DIGITS = 400
"""In an integer. Python's conversion takes quadratic time, and Go's largest float64 has 309."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# The first alternative skips a valid pair, so that only the second, half a pair, is captured. The
# third skips other escapes: the backslash in \\ud800 is itself escaped.
_LONE_SURROGATES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# Go escapes these so that JSON can be put into HTML and JavaScript.
_ESCAPED_BY_GO = {symbol: f"\\u{ord(symbol):04x}" for symbol in "<>&\u2028\u2029"}
_NOT_VERBATIM = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
# In valid JSON, a string before a colon is a key.
_KEY_OR_BRACE = re.compile(r'("(?>(?:[^"\\]|\\.)*)")(\s*+:)?|[{}]')


class WrittenFloat(float):
    """A number with a fraction or an exponent, which `dump` writes as it was read."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> "WrittenFloat":
        """Keep `text`; `ValueError` if the number exceeds a float64, which Go refuses."""
        number = super().__new__(cls, text)
        if number in (float("inf"), float("-inf")):
            raise ValueError("a number is out of range")
        number.text = text
        return number

    def __repr__(self) -> str:
        return self.text

    def __deepcopy__(self, _memo: object) -> "WrittenFloat":
        return self


def load(text: str) -> Any:
    """Return the value in `text`.

    `ValueError` says what is wrong and where, and never repeats a part of the text. Stricter than
    Go in one thing: a key that appears twice in an object is an error, because Go merges two such
    objects where other readers take the last one. As in Go, a lone surrogate becomes U+FFFD.
    """
    repaired = _LONE_SURROGATES.sub(lambda escape: r"\ufffd" if escape[1] else escape[0], text)
    try:
        value = json.loads(
            repaired,
            parse_int=_whole_number,
            parse_float=WrittenFloat,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise _placed(error) from None
    except _DuplicateKeyError:
        position = _find_duplicate_key(repaired)
        raise _placed(json.JSONDecodeError("A duplicate key", repaired, position)) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    _check_depth(value)
    return value


def dump(value: Any, indent: int = 4) -> str:
    """Return `value` as Go's MarshalIndent writes it: HTML escaped, everything else verbatim.

    Key order and the text of numbers are kept. Lone surrogates become U+FFFD.
    """
    text = "".join(_pieces(value, "\n", " " * indent))
    return _NOT_VERBATIM.sub(lambda symbol: _ESCAPED_BY_GO.get(symbol[0], "\ufffd"), text)


class _DuplicateKeyError(Exception):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _DuplicateKeyError
    return members


def _whole_number(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError("a number is out of range")
    return int(text)


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _find_duplicate_key(text: str) -> int:
    """Return where a key first appears again in its object; `text` must have such a key."""
    keys_of_objects: list[set[str]] = []
    for token in _KEY_OR_BRACE.finditer(text):
        if token[0] == "{":
            keys_of_objects.append(set())
        elif token[0] == "}":
            keys_of_objects.pop()
        elif token[2]:
            key = json.loads(token[1])
            if key in keys_of_objects[-1]:
                return token.start()
            keys_of_objects[-1].add(key)
    raise AssertionError("no duplicate key")


def _placed(error: json.JSONDecodeError) -> ValueError:
    reason = "a byte order mark" if error.doc.startswith("\ufeff") else error.msg.lower()
    return ValueError(f"line {error.lineno}, column {error.colno}: {reason}")


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        containers = [item for item in level if isinstance(item, dict | list) and item]
        level = [
            member
            for item in containers
            for member in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise ValueError("it is nested too deeply")


def _pieces(value: Any, line: str, step: str) -> Iterator[str]:
    """Yield `value` in pieces; `line` is a line end with the indentation of `value`."""
    inner = line + step
    if isinstance(value, Mapping) and value:
        for position, (key, item) in enumerate(value.items()):
            yield ("," if position else "{") + inner + _key(key) + ": "
            yield from _pieces(item, inner, step)
        yield line + "}"
    elif isinstance(value, list | tuple) and value:
        for position, item in enumerate(value):
            yield ("," if position else "[") + inner
            yield from _pieces(item, inner, step)
        yield line + "]"
    elif isinstance(value, Mapping | list | tuple):
        yield "{}" if isinstance(value, Mapping) else "[]"
    elif isinstance(value, WrittenFloat):
        yield value.text
    else:
        yield _scalar(value)


def _key(key: object) -> str:
    """Return a key, which in JSON is always text."""
    text = _scalar(key)
    return text if isinstance(key, str) else f'"{text}"'


def _scalar(value: object) -> str:
    if value is None or isinstance(value, str | int | float):
        return _encode(value)
    raise TypeError(
        f"dump_json takes no {type(value).__name__}; make it text, a number, a list or a mapping"
    )
