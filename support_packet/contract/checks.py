"""What a declaration's fields may be: each check names the field, and the type that it got."""

import inspect
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from support_packet.errors import DeclarationError
from support_packet.values.file_names import check_file_name
from support_packet.values.message import fill

MAX_NUMBER = 2**63

_MAX_TEXT = 2000
_URL = re.compile(r"(https?://|/(?!/))[!-~]+")


def check_text(field: str, value: object) -> str:
    """Return `value` if it is printable text of at most 2000 characters."""
    if not isinstance(value, str):
        raise DeclarationError(f"The {field} is {type_name(value)}, not str.")
    if len(value) > _MAX_TEXT:
        raise DeclarationError(
            f"The {field}, {value[:100]!r}…, has {len(value)} characters, more than {_MAX_TEXT}."
        )
    if not value.isprintable():
        bad = next(character for character in value if not character.isprintable())
        raise DeclarationError(
            f"The {field}, {value[:100]!r}, has the character {bad!r}, which is not printable."
        )
    return value


def check_not_empty(field: str, value: str) -> None:
    """Check that there is something to read."""
    if not value.strip():
        raise DeclarationError(f"The {field} is empty.")


def check_name(value: object, field: str) -> None:
    """Check the name of a file or folder in the packet."""
    if not isinstance(value, str):
        raise DeclarationError(f"The {field} is {type_name(value)}, not str.")
    # It says more of a name that is long or not printable.
    check_file_name(value)


def check_collect(owner: str, value: object, field: str = "collect") -> None:
    """Check a callable of `owner`, which is called without arguments."""
    if not callable(value):
        hint = (
            " Write it without (), or as a lambda: the program calls it."
            if field == "collect"
            else ""
        )
        if hint and isinstance(value, str | os.PathLike):
            hint += ' For a file on disk: collect=lambda: Path("…").'
        raise DeclarationError(
            f"The {field} of {owner} is {type_name(value)}, which cannot be called.{hint}"
        )
    if asynchronous(value):
        raise DeclarationError(
            f"The {field} of {owner} is async; declare it with def, not async def."
        )
    if wanted := _wanted_argument(value):
        raise DeclarationError(
            f"The {field} of {owner} wants the argument {wanted!r}, and is called with none: give "
            f"it in a lambda or with functools.partial."
        )


def asynchronous(value: object) -> bool:
    """Return whether a function has been declared with `async def`."""
    return inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value)


def _wanted_argument(value: Callable[..., object]) -> str:
    """Return the name of the first argument without a default, empty where there is none."""
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        # Some functions of C have no signature that Python can see.
        return ""
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return next(
        (
            parameter.name
            for parameter in parameters
            if parameter.default is parameter.empty and parameter.kind not in optional
        ),
        "",
    )


def check_flag(field: str, value: object) -> None:
    """Check a boolean."""
    if not isinstance(value, bool):
        raise DeclarationError(f"The {field} is {type_name(value)}, not bool.")


def check_number(field: str, value: object) -> None:
    """Check a whole number of at most 64 bits."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise DeclarationError(f"The {field} is {type_name(value)}, not int.")
    if not abs(value) < MAX_NUMBER:
        raise DeclarationError(f"The {field} is too large.")


def check_size(field: str, value: Any) -> None:
    """Check a number of bytes, or `None`."""
    if value is None:
        return
    check_number(field, value)
    if value < 0:
        raise DeclarationError(f"The {field} is negative.")


def check_url(value: object) -> None:
    """Check the link of a notice, or `None`."""
    if value is not None and not _URL.fullmatch(check_text("url of a PacketNotice", value)):
        raise DeclarationError(
            f"The url {value!r} of a PacketNotice is neither an http or https URL nor a path."
        )


def check_values(owner: str, field: str, template: str, values: object) -> None:
    """Check that `values` fit the placeholders of `template`, which is the `field` of `owner`."""
    text = fill(template, check_mapping(f"values of {owner}", values))
    if text is None:
        raise DeclarationError(
            f"The values of {owner} do not fit the placeholders of its {field}, {template!r}."
        )
    check_text(f"{field} of {owner}, filled", text)


def check_mapping(what: str, values: object) -> Mapping[str, str]:
    """Return `values` if they are a mapping of text to text."""
    if not isinstance(values, Mapping):
        raise DeclarationError(f"The {what} are {type_name(values)}, not a mapping.")
    for name, value in values.items():
        check_text(f"name {name!r:.100} in the {what}", name)
        check_text(f"value {name!r:.100} in the {what}", value)
    return values


def type_name(value: object) -> str:
    """Return the name of the type of `value`, for messages."""
    return type(value).__name__
