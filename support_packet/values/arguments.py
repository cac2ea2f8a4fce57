"""What public functions are given: a wrong type is a `TypeError` that says what to write."""

import os
from collections.abc import Mapping

MAX_DAYS = 365_000


def check_type(what: str, value: object, kinds: type | tuple[type, ...], wanted: str) -> None:
    """Raise `TypeError` unless `value` is one of `kinds`; `what` is the argument, and of which."""
    if not isinstance(value, kinds):
        raise TypeError(f"The {what} is {_kind(value)}, not {wanted}.")


def check_text(what: str, value: object, wanted: str = "str") -> None:
    """Raise `TypeError` unless `value` is text."""
    hint = f"{wanted}: write str(…)" if isinstance(value, os.PathLike) else wanted
    check_type(what, value, str, hint)


def check_path(what: str, value: object, wanted: str = "str or a Path") -> None:
    """Raise `TypeError` unless `value` is a path, as text or as a `Path`."""
    check_type(what, value, (str, os.PathLike), wanted)


def check_several(what: str, value: object, wanted: str, example: str) -> None:
    """Raise `TypeError` unless `value` is an iterable of items, which a text is not."""
    if isinstance(value, str | bytes | os.PathLike | Mapping) or not hasattr(value, "__iter__"):
        raise TypeError(f"The {what} is {_kind(value)}, not {wanted}: write {example}.")


def check_seconds(what: str, value: object) -> None:
    """Raise `TypeError` unless `value` is a number or `None`; if not above 0, no time is left."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"The {what} is {_kind(value)}, not a number.")


def check_days(what: str, value: object) -> None:
    """Raise `TypeError` unless `value` is a whole number or `None`, `ValueError` if impossible."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"The {what} is {_kind(value)}, not a whole number.")
    if not 0 <= value <= MAX_DAYS:
        raise ValueError(f"The {what} is {value}; it must be 0 to {MAX_DAYS}.")


def check_texts_by_name(what: str, value: object) -> None:
    """Raise `TypeError` unless `value` is a mapping of texts to texts, or `None`."""
    if value is None:
        return
    if not isinstance(value, Mapping):
        wanted = 'a mapping, such as {"name": "value"}'
        raise TypeError(f"The {what} is {_kind(value)}, not {wanted}.")
    for name, text in value.items():
        check_text(f"name {name!r} in the {what}", name)
        check_text(f"value of {name} in the {what}", text)


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__
