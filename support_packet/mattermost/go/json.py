"""JSON as Go's encoding/json reads and writes it, stricter where Go is careless."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from support_packet.mattermost.configuration.json_duplicates import find_duplicate

MAX_DEPTH = 100
"""The deepest nesting that `load` takes, so that everybody may walk a document recursively."""

_MAX_DIGITS = 400
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_LONE_SURROGATES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_ESCAPED_BY_GO = {symbol: f"\\u{ord(symbol):04x}" for symbol in "<>&\u2028\u2029"}
_NOT_VERBATIM = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


class WrittenFloat(float):
    """A number with a fraction or an exponent, which is written again as it was read."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> "WrittenFloat":
        """Keep `text`; `ValueError` where it is beyond Go's float64, which Go refuses."""
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
    """Return the value that `text` is.

    `ValueError` says why there is none and where, and never repeats a part of the text. Stricter
    than Go in one thing: a key that stands twice in one object is an error. As in Go, a lone
    surrogate becomes U+FFFD.
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
        raise ValueError(f"line {error.lineno}, column {error.colno}: {_reason(error)}") from None
    except _DuplicateKeyError:
        line, column = find_duplicate(repaired)
        raise ValueError(f"line {line}, column {column}: a key for the second time") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    _check_depth(value)
    return value


def dump(value: Any, indent: int = 4) -> str:
    """Return `value` as Go's MarshalIndent writes it: HTML escaped, everything else verbatim.

    Key order and the text of numbers are kept. What cannot be UTF-8 becomes U+FFFD.
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
    raise ValueError("NaN and Infinity are no JSON")


def _reason(error: json.JSONDecodeError) -> str:
    return "a byte order mark" if error.doc.startswith("\ufeff") else error.msg.lower()


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
    """Yield `value` piece by piece; `line` begins a new line at its own depth."""
    inner = line + step
    if isinstance(value, Mapping) and value:
        for position, (key, item) in enumerate(value.items()):
            yield ("," if position else "{") + inner + _encode(key) + ": "
            yield from _pieces(item, inner, step)
        yield line + "}"
    elif isinstance(value, list | tuple) and value:
        for position, item in enumerate(value):
            yield ("," if position else "[") + inner
            yield from _pieces(item, inner, step)
        yield line + "]"
    elif isinstance(value, Mapping):
        yield "{}"
    elif isinstance(value, WrittenFloat):
        yield value.text
    else:
        yield _encode(value)
