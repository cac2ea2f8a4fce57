"""The types that Go gives to configuration values, as they look in JSON."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

Kind = Literal["text", "flag", "number", "texts", "mapping", "document", "list"]
"""In Go: string, bool, int or int64, []string, a map, raw JSON, a list of structs."""

INT64 = range(-(2**63), 2**63)

EXPECTED: Mapping[Kind, str] = {
    "text": "a string",
    "flag": "true or false",
    "number": "a whole number",
    "texts": "a list of strings",
    "mapping": "an object",
    "document": "a JSON value",
    "list": "a list of objects",
}
"""What to call each kind in a message."""

_FITS: Mapping[Kind, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: type(value) is int and value in INT64,
    "texts": lambda value: _is_list_of(value, str),
    "mapping": lambda value: isinstance(value, dict),
    "document": lambda _value: True,
    "list": lambda value: _is_list_of(value, dict),
}


def fits(kind: Kind, value: Any) -> bool:
    """Tell whether Go would take `value` for a key of this kind."""
    return _FITS[kind](value)


def kind_of(value: Any) -> Kind | None:
    """Return the first kind that `value` fits, or None: a fraction has none, nor has null."""
    kinds: tuple[Kind, ...] = ("text", "flag", "number", "texts", "mapping", "list")
    return next((kind for kind in kinds if fits(kind, value)), None)


def _is_list_of(value: Any, item_type: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, item_type) for item in value)
