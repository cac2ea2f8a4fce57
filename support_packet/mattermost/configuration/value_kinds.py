"""The types that Go gives to configuration values, as they look in JSON."""

from collections.abc import Callable
from enum import Enum
from typing import Any

INT64 = range(-(2**63), 2**63)


def _is_list_of(value: Any, item_type: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, item_type) for item in value)


class Kind(Enum):
    """A type, with its `label` in `config_keys.tsv` and a `description` for messages.

    In Go: string, bool, int or int64, []string, a map, a list of structs, raw JSON. `fits` returns
    whether Go would accept a value as this type.
    """

    TEXT = "text", "a string", lambda value: isinstance(value, str)
    FLAG = "flag", "true or false", lambda value: isinstance(value, bool)
    NUMBER = "number", "a whole number", lambda value: type(value) is int and value in INT64
    TEXTS = "texts", "a list of strings", lambda value: _is_list_of(value, str)
    MAPPING = "mapping", "an object", lambda value: isinstance(value, dict)
    LIST = "list", "a list of objects", lambda value: _is_list_of(value, dict)
    DOCUMENT = "document", "a JSON value", lambda _value: True

    def __init__(self, label: str, description: str, fits: Callable[[Any], bool]) -> None:
        self.label = label
        self.description = description
        self.fits = fits


KINDS = {kind.label: kind for kind in Kind}


def kind_of(value: Any) -> Kind | None:
    """Return the first kind that `value` fits, or None: a fraction has none, nor has null."""
    specific = (kind for kind in Kind if kind is not Kind.DOCUMENT)
    return next((kind for kind in specific if kind.fits(value)), None)
