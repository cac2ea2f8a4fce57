"""The tables of Mattermost's database, with rows as the server writes them.

Nothing here commits or rolls back. Times are milliseconds since 1970. `**columns` sets further
columns of a row, or replaces its usual values.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import Column, Connection, MetaData, Table

from demo.columns import DEFAULTS, UNIQUE, columns_of
from demo.identifiers import identifier
from support_packet.testing.mattermost_tables import Release

# A column whose name MySQL and SQLite reserve.
_RESERVED = "Trigger"
_MONTH = 30 * 24 * 60 * 60 * 1000


def create_tables(connection: Connection, release: Release = "5.37") -> None:
    """Create the tables of `release` in an empty SQLite, PostgreSQL or MySQL database."""
    if connection.dialect.name == "sqlite":
        # Python begins a transaction with the first row: each table would be a separate one.
        connection.exec_driver_sql("BEGIN")
    _tables_of(release).create_all(connection, checkfirst=False)


@cache
def _tables_of(release: Release) -> MetaData:
    metadata = MetaData()
    for table, kinds in columns_of(release).items():
        columns: list[Column[Any]] = [
            Column(
                _in_sql(name),
                kind,
                primary_key=in_key,
                autoincrement=False,
                unique=f"{table}.{name}" in UNIQUE,
                nullable=not in_key and f"{table}.{name}" not in DEFAULTS,
                server_default=DEFAULTS.get(f"{table}.{name}"),
            )
            for name, (kind, in_key) in kinds.items()
        ]
        Table(_in_sql(table), metadata, *columns)
    return metadata


@cache
def _in_sql(name: str) -> sqlalchemy.quoted_name:
    """Return a name, unquoted: PostgreSQL folds it to lower case; MySQL and SQLite keep it."""
    if name == _RESERVED:
        return sqlalchemy.quoted_name(name.lower(), quote=None)
    return sqlalchemy.quoted_name(name, quote=False)


def insert(connection: Connection, table: str, **columns: object) -> None:
    """Insert one row; a column that is not named stays NULL."""
    insert_all(connection, table, [columns])


def insert_all(connection: Connection, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Insert rows that name the same columns."""
    named: list[dict[str, object]] = [
        {_in_sql(name): value for name, value in row.items()} for row in rows
    ]
    connection.execute(_insertion(table, tuple(named[0])), named)


@cache
def _insertion(table: str, names: tuple[str, ...]) -> sqlalchemy.Insert:
    columns: list[sqlalchemy.ColumnClause[Any]] = [sqlalchemy.column(name) for name in names]
    return sqlalchemy.table(_in_sql(table), *columns).insert()


def insert_user(
    connection: Connection, user_id: str, name: str, roles: str, now: int, **columns: object
) -> None:
    """Insert a user with a password account."""
    usual = {
        "Id": user_id,
        "CreateAt": now,
        "UpdateAt": now,
        "DeleteAt": 0,
        "Username": name,
        "Password": "",
        "AuthService": "",
        "Email": f"{name}@example.com",
        "EmailVerified": True,
        "Roles": roles,
        "Props": "{}",
        "NotifyProps": "{}",
        "LastPasswordUpdate": now,
        "Locale": "en",
        "Timezone": "{}",
        "MfaActive": False,
        "MfaSecret": "",
    }
    insert(connection, "Users", **usual | columns)


def insert_session(
    connection: Connection, token: str, user_id: str, roles: str, now: int, **columns: object
) -> None:
    """Insert a browser session that begins at `now` and lasts a month."""
    props = {"browser": "Firefox/128.0", "isMobile": "false", "os": "Linux", "platform": "X11"}
    usual = {
        "Id": identifier(f"session {token}"),
        "Token": token,
        "CreateAt": now,
        "ExpiresAt": now + _MONTH,
        "LastActivityAt": now,
        "UserId": user_id,
        "DeviceId": "",
        "Roles": roles,
        "IsOAuth": False,
        "ExpiredNotify": False,
        "Props": json.dumps(props),
    }
    insert(connection, "Sessions", **usual | columns)


def insert_access_token(
    connection: Connection, token: str, user_id: str, **columns: object
) -> None:
    """Insert an active personal access token."""
    usual = {
        "Id": identifier(f"access token {token}"),
        "Token": token,
        "UserId": user_id,
        "Description": "for scripts",
        "IsActive": True,
    }
    insert(connection, "UserAccessTokens", **usual | columns)


def insert_bot(connection: Connection, user_id: str, owner_id: str, now: int) -> None:
    """Insert the row that makes a user a bot."""
    times = {"LastIconUpdate": 0, "CreateAt": now, "UpdateAt": now, "DeleteAt": 0}
    insert(connection, "Bots", UserId=user_id, Description="", OwnerId=owner_id, **times)


def insert_role(
    connection: Connection, name: str, permissions: Iterable[str], now: int, **columns: object
) -> None:
    """Insert a role; the server writes a blank before each permission."""
    usual = {
        "Id": identifier(f"role {name}"),
        "Name": name,
        "DisplayName": f"authentication.roles.{name}.name",
        "Description": f"authentication.roles.{name}.description",
        "CreateAt": now,
        "UpdateAt": now,
        "DeleteAt": 0,
        "Permissions": "".join(f" {permission}" for permission in sorted(permissions)),
        "SchemeManaged": False,
        "BuiltIn": True,
    }
    insert(connection, "Roles", **usual | columns)


def insert_license(connection: Connection, license_id: str, text: str, now: int) -> None:
    """Insert a license and make it the active one."""
    insert(connection, "Licenses", Id=license_id, CreateAt=now, Bytes=text)
    insert(connection, "Systems", Name="ActiveLicenseId", Value=license_id)
