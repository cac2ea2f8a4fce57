"""YAML as support wants to read it, valid for every reader and with every mask in it."""

import base64
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

_NOT_VERBATIM = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MAX_DEPTH = 100


def dump_yaml(value: Any) -> str:
    """Return `value` as YAML, with the order of keys kept and no line folded.

    It takes mappings, sequences and sets (sets are sorted), rows of a query, text, bytes (as text
    if they are UTF-8, else as base64), numbers, `Decimal`, booleans, `None`, and dates: a
    `datetime` becomes RFC 3339 text, without a time zone it counts as UTC. Keys are text, or
    become text. All text is in double quotes, so that a mask in place of any part of it leaves
    the file valid. `TypeError` for anything else, `ValueError` if it is nested too deeply.

        dump_yaml({"version": "9.5.0", "jobs": [{"id": 1}]})

    gives

        "version": "9.5.0"
        "jobs":
          - "id": 1
    """
    return "".join(f"{line}\n" for line in _lines(_plain(value, 0)))


def _plain(value: Any, depth: int) -> Any:
    """Return `value` as dicts, lists and the text of scalars."""
    if depth > _MAX_DEPTH:
        raise ValueError("the value is nested too deeply for YAML")
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {_key(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted((_plain(item, depth + 1) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    return _scalar(value)


def _key(key: object) -> str:
    if isinstance(key, bool | int | float) or key is None:
        return _quoted(_scalar(key))
    return _quoted(_text(key))


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    return _quoted(_text(value))


def _float(value: float) -> str:
    if math.isnan(value) or math.isinf(value):
        return ".nan" if math.isnan(value) else (".inf" if value > 0 else "-.inf")
    # PyYAML takes 1e+20 for text: it wants a point.
    mantissa, exponent, power = float.__repr__(value).partition("e")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}{exponent}{power}"


def _decimal(value: Decimal) -> str:
    return f"{value:f}" if value.is_finite() else _float(float(value))


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return _of_bytes(bytes(value))
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, date):
        return value.isoformat()
    wanted = "a list" if isinstance(value, Iterable) else "text or a number"
    raise TypeError(f"dump_yaml takes no {type(value).__name__}; make it {wanted}")


def _of_bytes(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return base64.b64encode(content).decode()


def _time(value: datetime) -> str:
    value = value if value.tzinfo else value.replace(tzinfo=UTC)
    precision = "milliseconds" if value.microsecond // 1000 else "seconds"
    return value.isoformat(timespec=precision).replace("+00:00", "Z")


def _quoted(text: str) -> str:
    return f'"{_NOT_VERBATIM.sub(_escaped, text)}"'


def _escaped(found: "re.Match[str]") -> str:
    symbol = found[0]
    if "\ud800" <= symbol <= "\udfff":
        return "\ufffd"  # half a pair is not a character: no reader takes its escape
    return _SHORT.get(symbol) or f"\\u{ord(symbol):04x}"


def _lines(value: Any) -> Iterator[str]:
    """Yield the lines of a value; the first one may follow a key or a dash."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _member(f"{key}:", item, isinstance(item, dict | list) and bool(item))
    elif isinstance(value, list) and value:
        for item in value:
            lines = _lines(item)
            yield f"- {next(lines)}"
            yield from (f"  {line}" for line in lines)
    else:
        yield value if isinstance(value, str) else "{}" if isinstance(value, dict) else "[]"


def _member(key: str, item: Any, nested: bool) -> Iterator[str]:
    if not nested:
        yield f"{key} {next(_lines(item))}"
        return
    yield key
    yield from (f"  {line}" for line in _lines(item))
