"""The columns of Mattermost's tables, as two releases create them."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, String, Text
from sqlalchemy.dialects.mysql import JSON, LONGTEXT
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from support_packet.testing.mattermost_tables import Release, is_key, known_tables

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

DEFAULTS = {"Sessions.VoipDeviceId": "", "UserAccessTokens.ExpiresAt": "0", "Users.LastLogin": "0"}
"""The NOT NULL columns that are not keys, with their default values."""

_TEXT_FROM = 256
_TYPES: dict[str, TypeEngine[Any]] = {
    "bigint": BigInteger(),
    "boolean": Boolean(),
    "bytes": LargeBinary(),
    "integer": Integer(),
    "json": Text().with_variant(JSONB(), "postgresql").with_variant(JSON(), "mysql", "mariadb"),
    "text": Text().with_variant(LONGTEXT(), "mysql", "mariadb"),
}


def columns_of(release: Release) -> dict[str, dict[str, tuple[TypeEngine[Any], bool]]]:
    """Return the types of all columns by table, and whether a column belongs to the key."""
    return {
        table: {name: (_type(kind), is_key(kind)) for name, kind in columns.items()}
        for table, columns in known_tables(release).items()
    }


def _type(kind: str) -> TypeEngine[Any]:
    name, _, rest = kind.removesuffix(" key").partition("(")
    return _string(int(rest.rstrip(")"))) if rest else _TYPES[name]


def _string(length: int) -> TypeEngine[Any]:
    """Return a string column as 5.x creates it: on MySQL, text from 256 characters on."""
    return (
        String(length).with_variant(Text(), "mysql", "mariadb")
        if length >= _TEXT_FROM
        else String(length)
    )
