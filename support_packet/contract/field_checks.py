"""What the fields of files, settings and options may be, besides what all declarations share."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from support_packet.contract.checks import (
    check_collect,
    check_mapping,
    check_name,
    check_text,
    check_values,
    type_name,
)
from support_packet.errors import DeclarationError

KINDS = (str, int, float, bool, Path, list)
"""What the text of a setting can be turned into."""

MAX_SECONDS = 24 * 60 * 60
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,49}")
_TABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_VALUE = re.compile(r"[A-Za-z0-9._-]{1,100}")


def check_texts(owner: str, title: object, description: object, values: object) -> None:
    """Check the texts of a file, and that their placeholders are among its `values`."""
    title = check_text(f"title of {owner}", title)
    description = check_text(f"description of {owner}", description)
    check_values(owner, "title", title, values)
    check_values(owner, "description", description, values)


def check_seconds(field: str, value: object) -> None:
    """Check a time in seconds, or `None`."""
    if value is None:
        return
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise DeclarationError(f"The {field} is {type_name(value)}, not a number.")
    if not 0 < value <= MAX_SECONDS:
        raise DeclarationError(f"The {field} must be more than 0 and at most {MAX_SECONDS}.")


def check_parallel(field: str, value: object) -> None:
    """Check how many may be made at the same time, or `None`."""
    if value is not None and (type(value) is not int or value < 1):
        raise DeclarationError(f"The {field} is {value!r:.100}, not a whole number from 1 on.")


def check_preview(owner: str, value: object) -> None:
    """Check whether a file may be previewed, or what is called instead."""
    if not isinstance(value, bool):
        check_collect(owner, value, "preview")


def check_replaced(owner: str, value: object) -> None:
    """Check the name of the file that is replaced, or `None`."""
    if value is not None:
        check_name(value, f"replaces of {owner}")


def check_tables(owner: str, value: object) -> tuple[str, ...]:
    """Return the names of tables as a tuple."""
    if not isinstance(value, tuple | list):
        raise DeclarationError(
            f'The reads of {owner} are {type_name(value)}, not a tuple: write reads=("Posts",).'
        )
    tables = tuple(check_text(f"table that {owner} reads", table) for table in value)
    for table in tables:
        if not _TABLE.fullmatch(table):
            raise DeclarationError(f"{owner} reads {table!r}, which is not the name of a table.")
    return tables


def check_identifier(field: str, value: object) -> None:
    """Check a name that is part of a variable or of an address."""
    if not _IDENTIFIER.fullmatch(check_text(field, value)):
        raise DeclarationError(
            f"The {field}, {value!r}, must begin with a lower-case letter and consist of "
            "lower-case letters, digits and '_'."
        )


def check_kind(name: str, kind: object, default: object) -> None:
    """Check the kind of a setting, and that its default is one of it."""
    if kind not in KINDS or not isinstance(kind, type):
        known = ", ".join(known.__name__ for known in KINDS)
        shown = kind.__name__ if isinstance(kind, type) else repr(kind)[:100]
        meant = next((known.__name__ for known in KINDS if known.__name__ == kind), "")
        hint = f" Write kind={meant}, without quotes." if meant else ""
        raise DeclarationError(
            f"The kind of the setting {name} is {shown}, not one of the types {known}.{hint}"
        )
    if default is None or _is_of(kind, default):
        return
    raise DeclarationError(
        f"The default of the setting {name} is {type_name(default)}, not {kind.__name__}."
    )


def check_range(name: str, kind: object, limits: tuple[object, object], default: object) -> None:
    """Check the least and the greatest value of a setting, and that its default is between them."""
    given = [limit for limit in limits if limit is not None]
    for limit in given:
        if kind not in (int, float):
            raise DeclarationError(f"The setting {name} is not a number: it has no limits.")
        if isinstance(limit, bool) or not isinstance(limit, int | float):
            kind_name = type_name(limit)
            raise DeclarationError(f"A limit of the setting {name} is {kind_name}, not a number.")
    if default is not None and (why := out_of_range(default, limits)):
        raise DeclarationError(f"The default of the setting {name} {why}.")


def out_of_range(value: Any, limits: tuple[Any, Any]) -> str:
    """Return what a number must be that is not within `limits`, empty if it is."""
    least, most = limits
    if least is not None and value < least:
        return f"must be at least {least}"
    if most is not None and value > most:
        return f"must be at most {most}"
    return ""


def _is_of(kind: type, value: object) -> bool:
    if kind is list:
        texts = value if isinstance(value, list | tuple) else [None]
        return all(isinstance(text, str) for text in texts)
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float if kind is float else kind)


def check_choices(name: str, choices: object, default: object) -> None:
    """Check the values of an option, what they are called, and the default among them."""
    if isinstance(choices, str | bytes) or not isinstance(choices, Mapping | Sequence):
        raise DeclarationError(
            f"The choices of the option {name} are {type_name(choices)}, not a mapping or a list."
        )
    if isinstance(choices, Mapping):
        check_mapping(f"choices of the option {name}", choices)
    for value in choices:
        if not _VALUE.fullmatch(check_text(f"choice of the option {name}", value)):
            raise DeclarationError(
                f"The choice {value!r} of the option {name} must consist of 1 to 100 letters, "
                "digits, '.', '_' and '-'; what people read is its label."
            )
    if not isinstance(default, str) or default not in choices:
        raise DeclarationError(
            f"The default of the option {name} is {str(default)[:100]!r}, not one of its choices."
        )
