"""The tables of Mattermost's database, as far as they are known, of two releases."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Release = Literal["5.37", "11.10"]
"""5.37 stores JSON as text; 11.10 in JSON columns, and has more columns."""

RELEASES: tuple[Release, ...] = ("5.37", "11.10")

_KEY = " key"


@cache
def known_tables(release: Release) -> Mapping[str, Mapping[str, str]]:
    """Return the columns of each known table with their types, a primary key's with " key"."""
    text = files(__package__).joinpath("mattermost_tables.tsv").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = {}
    for line in text.splitlines()[1:]:
        table, column, kind, kind_in_5 = line.split("\t")
        if release == "5.37" and kind_in_5:
            kind = kind_in_5
        if kind != "-":
            tables.setdefault(table, {})[column] = kind
    return tables


_KINDS = {
    ("json", "postgresql"): "jsonb",
    ("json", "sqlite"): "text",
    ("text", "mysql"): "longtext",
    ("bytes", "postgresql"): "bytea",
    ("bytes", "mysql"): "mediumblob",
    ("bytes", "sqlite"): "blob",
    ("float", "postgresql"): "double precision",
    ("float", "mysql"): "double",
}

_MAX_VARCHAR_IN_MYSQL = 255
"""Longer ones are text there, as the server creates them: a row has a maximum length."""


def definition(kind: str, dialect: str) -> str:
    """Return the type of a column as this dialect of SQL has it."""
    name = kind.removesuffix(_KEY)
    if dialect == "mysql" and name.startswith("varchar("):
        too_long = int(name[len("varchar(") : -1]) > _MAX_VARCHAR_IN_MYSQL
        return "text" if too_long else name
    return _KINDS.get((name, dialect), name)


def is_key(kind: str) -> bool:
    """Return whether the column belongs to the primary key."""
    return kind.endswith(_KEY)


def kind_of(value: object) -> str:
    """Return the type of a column that holds `value`."""
    kinds = ((bool, "boolean"), (int, "bigint"), (float, "float"), (bytes, "bytes"))
    return next((kind for python, kind in kinds if isinstance(value, python)), "text")
