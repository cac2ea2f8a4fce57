"""The rows about the server and those about roles, in one statement."""

from collections.abc import Collection
from dataclasses import replace

from support_packet.mattermost.access.users import permissions_in, permissions_of
from support_packet.mattermost.server_rows import (
    ServerRows,
    license_in,
    read_server_rows,
    server_rows_of,
)
from support_packet.mattermost.sql.migrations import has_migrations, note_readable
from support_packet.mattermost.sql.server_version import VERSIONS
from support_packet.mattermost.sql.tables import first_rows
from support_packet.mattermost.sql.transactions import begin_again
from support_packet.process.late_imports import sqlalchemy


def read_rows_at_once(
    connection: "sqlalchemy.Connection", roles: Collection[str], timeout: float
) -> tuple[ServerRows, frozenset[str]]:
    """Return the rows about the server, and the ids of all permissions of `roles`.

    Where the one statement fails, since a table is missing or may not be read, several others read
    what there is. `timeout` limits each of them, in seconds.
    """
    migrations = has_migrations(connection)
    try:
        found = _found(connection, roles, migrations=migrations)
    except sqlalchemy.exc.SQLAlchemyError:
        begin_again(connection, timeout)
        return read_server_rows(connection), permissions_of(connection, roles)
    if migrations:
        note_readable(connection)
    systems = {name: value or "" for name, value in found["system"]}
    active = license_in(found["license"], systems.get("ActiveLicenseId", ""))
    last = next((value.strip() for _, value in found["migration"] if value), None)
    rows = server_rows_of(systems, active, has_migrations=migrations, last=last)
    version = next((value for _, value in found["version"]), None)
    return replace(rows, server_version=version), permissions_in(found["role"], roles)


def _found(
    connection: "sqlalchemy.Connection", roles: Collection[str], *, migrations: bool
) -> dict[str, list[tuple[str, str | None]]]:
    """Return names with values, by what they are."""
    found: dict[str, list[tuple[str, str | None]]] = {
        kind: [] for kind in ("role", "system", "license", "migration", "version")
    }
    statement = _statement(connection.dialect.name, migrations=migrations)
    result = connection.execute(statement, {"names": sorted(roles) or [""]})
    for kind, name, value in first_rows(result):
        found[kind].append((name, value))
    return found


def _statement(dialect: str, *, migrations: bool) -> "sqlalchemy.TextClause":
    def text(column: str) -> str:
        # Without that MySQL refuses to join what releases have created differently.
        mysql = f"CONVERT({column} USING utf8mb4) COLLATE utf8mb4_bin"
        return mysql if dialect in ("mysql", "mariadb") else column

    def select(kind: str, name: str, value: str, rest: str) -> str:
        return f"SELECT '{kind}' AS Kind, {text(name)}, {text(value)} FROM {rest}"  # noqa: S608 -- constants

    active = f"(SELECT {text('Value')} FROM Systems WHERE Name = 'ActiveLicenseId')"  # noqa: S608 -- constants
    parts = [
        select("role", "Name", "Permissions", "Roles WHERE Name IN :names AND DeleteAt = 0"),
        select("system", "Name", "Value", "Systems"),
        select("license", "Id", "Bytes", f"Licenses WHERE {text('Id')} = {active}"),
    ]
    if version := VERSIONS.get(dialect):
        parts.append(select("version", "''", version, "(SELECT 1 AS One) Base"))
    if migrations:
        number = "CAST(MAX(Version) AS CHAR(20))"
        parts.append(select("migration", "''", number, "db_migrations"))
    names: sqlalchemy.BindParameter[str] = sqlalchemy.bindparam("names", expanding=True)
    return sqlalchemy.text(" UNION ALL ".join(parts)).bindparams(names)
