"""JSON as Go's encoding/json reads and writes it."""

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
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")
_NOT_VERBATIM = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


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

    `ValueError` says what is wrong and where, and never repeats a part of the text. Of a key that
    appears twice in an object the last value counts; `members` has all. As in Go, a lone surrogate
    becomes U+FFFD.
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


class _Repeating(dict[str, Any]):
    """An object in which a key appears twice; `pairs` are all its members."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def members(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the members of an object that `load` returned, in their order, also repeated ones."""
    return value.pairs if isinstance(value, _Repeating) else list(value.items())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Repeating(pairs)


def decoded(content: bytes) -> str:
    """Return the text as Go reads it: each byte that is not UTF-8 is U+FFFD."""
    return _NOT_UTF_8.sub("\ufffd", content.decode("utf-8", "surrogateescape"))


def _whole_number(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError("a number is out of range")
    return int(text)


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


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
