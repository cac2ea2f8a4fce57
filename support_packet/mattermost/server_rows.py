"""What the database says of the Mattermost server as a whole: its release, license, secrets."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy

from support_packet.mattermost.secrets.sensitive_keys import names_secret
from support_packet.mattermost.sql.tables import has_table, rows

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
_SHORTEST_SECRET = 16
"""Inside a secret's JSON stand words like `P-256`, too, which are no secrets."""


@dataclass(frozen=True)
class ServerRows:
    """Rows about the server; what a release does not have is None or empty.

    `schema_version` is `5.37.0` or, from newer releases, the number of a migration.
    `active_license` is the license's text as stored, "" where its row is missing, None where no
    license is named. `secrets` are the server's own keys and tokens. `diagnostic_id` identifies
    the server.
    """

    schema_version: str | None = None
    active_license: str | None = field(default=None, repr=False)
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    diagnostic_id: str | None = None


def read_server_rows(connection: sqlalchemy.Connection) -> ServerRows:
    """Return what `Systems`, `db_migrations` and `Licenses` hold; missing tables are fine."""
    systems = _systems(connection)
    return ServerRows(
        schema_version=systems.get("Version") or _last_migration(connection),
        active_license=_license(connection, systems.get("ActiveLicenseId", "")),
        secrets=frozenset(_secrets(systems)),
        diagnostic_id=systems.get("DiagnosticId") or None,
    )


def _systems(connection: sqlalchemy.Connection) -> dict[str, str]:
    if not has_table(connection, "Systems"):
        return {}
    return {
        name: value or "" for name, value in rows(connection, "SELECT Name, Value FROM Systems")
    }


def _last_migration(connection: sqlalchemy.Connection) -> str | None:
    if not has_table(connection, "db_migrations"):
        return None
    version = rows(connection, "SELECT MAX(Version) FROM db_migrations")[0][0]
    return None if version is None else str(version)


def _license(connection: sqlalchemy.Connection, license_id: str) -> str | None:
    # A server that finds no id here looks for a file.
    if not _ID.fullmatch(license_id) or not has_table(connection, "Licenses"):
        return None
    statement = "SELECT Id, Bytes FROM Licenses WHERE Id = :license_id"
    # MySQL compares without regard to case.
    stored = [text for each, text in rows(connection, statement, license_id=license_id)
              if each == license_id]  # fmt: skip
    # The server then counts as unlicensed and looks no further.
    return (stored and stored[0]) or ""


def _secrets(systems: Mapping[str, str]) -> Iterator[str]:
    for name, value in systems.items():
        # Newer releases and plugins have rows of their own; what they note there is mostly short.
        new = names_secret(name) and len(value) >= _SHORTEST_SECRET
        if value and (new or name in _SECRET_ROWS):
            yield value
            yield from (each for each in _leaves(value) if len(each) >= _SHORTEST_SECRET)


def _leaves(text: str) -> Iterator[str]:
    """Yield the strings and numbers in `text` if it is JSON."""
    try:
        # A private key's number has more digits than Python converts.
        pending: list[Any] = [json.loads(text, parse_int=str, parse_float=str)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            pending += value.values() if isinstance(value, dict) else value
