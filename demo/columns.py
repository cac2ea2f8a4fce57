"""The columns of Mattermost's tables that this program reads, as two releases have them."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, String, Text
from sqlalchemy.dialects.mysql import JSON, LONGTEXT
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from demo.column_lists import LATER, OF_5_37

Columns = dict[str, TypeEngine[Any]]

ID, TIME, FLAG = String(26), BigInteger(), Boolean()
LONG_TEXT = Text().with_variant(LONGTEXT(), "mysql", "mariadb")
JSON_TEXT = Text().with_variant(JSONB(), "postgresql").with_variant(JSON(), "mysql", "mariadb")

UNIQUE = frozenset(
    {
        "Users.Username",
        "Users.Email",
        "Users.AuthData",
        "Roles.Name",
        "Schemes.Name",
        "Teams.Name",
        "UserAccessTokens.Token",
        "Configurations.Active",
    }
)

KEY_COLUMNS = {"TeamMembers": 2, "ChannelMembers": 2, "Preferences": 3}
"""How many columns, from the first, are the primary key, where they are more than one."""

DEFAULTS = {"Sessions.VoipDeviceId": "", "UserAccessTokens.ExpiresAt": "0", "Users.LastLogin": "0"}
"""The NOT NULL columns that are not keys, with their default values."""

_TEXT_FROM = 256


def _string(length: int) -> TypeEngine[Any]:
    """Return a string column as 5.x creates it: on MySQL, text from 256 characters on."""
    return (
        String(length).with_variant(Text(), "mysql", "mariadb")
        if length >= _TEXT_FROM
        else String(length)
    )


_KINDS: dict[str, TypeEngine[Any]] = {
    "id": ID,
    "time": TIME,
    "flag": FLAG,
    "number": Integer(),
    "long": LONG_TEXT,
    "json": JSON_TEXT,
}


def columns_of_5_37() -> dict[str, Columns]:
    """Return the tables and columns of 5.37."""
    return _parsed(OF_5_37)


def columns_of_11_9() -> dict[str, Columns]:
    """Return the tables and columns of 11.9: those of 5.37, and later additions."""
    tables = columns_of_5_37()
    for table, columns in _parsed(LATER).items():
        tables.setdefault(table, {}).update(columns)
    return tables


def _parsed(text: str) -> dict[str, Columns]:
    """Return the tables of a list in `demo.column_lists`."""
    tables: dict[str, Columns] = {}
    for paragraph in text.strip().split("\n\n"):
        table, *columns = paragraph.split()
        tables[table] = {name: _kind(kind) for name, kind in (each.split(":") for each in columns)}
    return tables


def _kind(name: str) -> TypeEngine[Any]:
    return _KINDS.get(name) or _string(int(name))
