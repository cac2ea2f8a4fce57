"""What the database says about the server as a whole: its release, license and secrets."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from support_packet.mattermost.secrets.sensitive_keys import names_secret
from support_packet.mattermost.sql.server_version import server_version
from support_packet.mattermost.sql.tables import has_table, rows
from support_packet.mattermost.sql.transactions import savepoint
from support_packet.process.late_imports import sqlalchemy

_SECRET_ROWS = frozenset(
    {
        "AsymmetricSigningKey",
        "ClusterEncryptionKey",
        "LicenseRenewalToken",
        "PostActionCookieSecret",
        "PushProxyAuthToken",
    }
)
_ID = re.compile("[A-Za-z0-9]{26}")
_MIN_SECRET_LENGTH = 16
"""The JSON of a secret also contains words like `P-256`, which are not secrets."""


@dataclass(frozen=True)
class ServerRows:
    """Rows about the server; None or empty for what a release does not have.

    `schema_version` is for example `5.37.0` or, where the table `db_migrations` exists, the number
    of the last migration: then `has_migrations`.
    `active_license` is the text of the license as stored, "" if its row is missing, None if no
    license is named. `secrets` are the server's own keys and tokens. `diagnostic_id` identifies
    the server, `server_version` is that of the database server.
    """

    schema_version: str | None = None
    active_license: str | None = field(default=None, repr=False)
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    diagnostic_id: str | None = None
    has_migrations: bool = False
    server_version: str | None = None


def read_server_rows(connection: "sqlalchemy.Connection") -> ServerRows:
    """Return the rows in `Systems`, `db_migrations` and `Licenses`; each table may be missing."""
    systems = _systems(connection)
    has_migrations, migration = _last_migration(connection)
    active_license = _license(connection, systems.get("ActiveLicenseId", ""))
    found = server_rows_of(systems, active_license, has_migrations=has_migrations, last=migration)
    return replace(found, server_version=server_version(connection))


def server_rows_of(
    systems: Mapping[str, str],
    active_license: str | None,
    *,
    has_migrations: bool,
    last: str | None,
) -> ServerRows:
    """Return what rows say: `systems` by their names, and the `last` migration."""
    return ServerRows(
        # Nothing writes the version in `Systems` any longer: an upgraded server has an old one.
        schema_version=last if has_migrations else systems.get("Version") or None,
        has_migrations=has_migrations,
        active_license=active_license,
        secrets=frozenset(_secrets(systems)),
        diagnostic_id=systems.get("DiagnosticId") or None,
    )


def _systems(connection: "sqlalchemy.Connection") -> dict[str, str]:
    if not has_table(connection, "Systems"):
        return {}
    return {
        name: value or "" for name, value in rows(connection, "SELECT Name, Value FROM Systems")
    }


def _last_migration(connection: "sqlalchemy.Connection") -> tuple[bool, str | None]:
    """Return whether there is a table of migrations, and the last one, None if it is unknown.

    An account without a right to the table learns from MySQL not even whether it exists.
    """
    exists = False
    try:
        with savepoint(connection):
            exists = has_table(connection, "db_migrations")
            found = rows(connection, "SELECT MAX(Version) FROM db_migrations") if exists else []
    except sqlalchemy.exc.SQLAlchemyError:
        return exists, None
    return exists, str(found[0][0]) if found and found[0][0] is not None else None


def _license(connection: "sqlalchemy.Connection", license_id: str) -> str | None:
    if not _ID.fullmatch(license_id) or not has_table(connection, "Licenses"):
        return None
    statement = "SELECT Id, Bytes FROM Licenses WHERE Id = :license_id"
    return license_in(rows(connection, statement, license_id=license_id), license_id)


def license_in(found: Iterable[tuple[str, str | None]], license_id: str) -> str | None:
    """Return the text of the license `license_id`; `found` are rows of id and text.

    None without a valid id: then the server looks for a file. "" if its row is missing: then the
    server counts as unlicensed and looks no further.
    """
    if not _ID.fullmatch(license_id):
        return None
    # MySQL compares without regard to case.
    return next((text for row_id, text in found if row_id == license_id), "") or ""


def _secrets(systems: Mapping[str, str]) -> Iterator[str]:
    for name, value in systems.items():
        # Newer releases and plugins have their own secret rows. Short values are not secrets.
        unlisted = names_secret(name) and len(value) >= _MIN_SECRET_LENGTH
        if value and (unlisted or name in _SECRET_ROWS):
            yield value
            yield from (leaf for leaf in _leaves(value) if len(leaf) >= _MIN_SECRET_LENGTH)


def _leaves(text: str) -> Iterator[str]:
    """Yield the strings and numbers in `text` if it is JSON."""
    try:
        # The numbers of a private key have more digits than Python converts.
        pending: list[Any] = [json.loads(text, parse_int=str, parse_float=str)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            pending += value.values() if isinstance(value, dict) else value
