"""The configuration that Mattermost keeps in its database when `MM_CONFIG` is a data source."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from support_packet.mattermost.sql.tables import has_table, rows
from support_packet.mattermost.sql.transactions import savepoint
from support_packet.process.late_imports import sqlalchemy

_VERSIONS = {
    # An admin may change a row by hand: in PostgreSQL that is another version of it.
    "postgresql": "CONCAT(Id, ' ', CreateAt, ' ', CAST(xmin AS text), CAST(ctid AS text))",
    "mysql": "CONCAT(Id, ' ', CreateAt, ' ', SHA2(Value, 256))",
}
_VERSION_ELSEWHERE = "'' || Id || ' ' || CreateAt || ' ' || Value"

_FILE = "SELECT Name, Data FROM ConfigurationFiles WHERE Name = :name"


@dataclass(frozen=True)
class ActiveRow:
    """The active row; `text` is JSON, None in the `version` that was known already."""

    version: str = field(repr=False)
    text: str | None = field(repr=False)


def read_active_row(connection: "sqlalchemy.Connection", known: str = "") -> ActiveRow | None:
    """Return the active configuration, None where none is stored yet.

    One statement, if a version is `known`: then there is the table. Only one row is read, and not
    the table `ConfigurationFiles`, which holds private keys.
    """
    if not known and not has_table(connection, "Configurations"):
        return None
    version = _VERSIONS.get(connection.dialect.name, _VERSION_ELSEWHERE)
    # Inactive rows hold NULL instead of false. No comparison, since MySQL stores 1 for true.
    statement = (
        f"SELECT {version}, CASE WHEN {version} = :known THEN NULL ELSE Value END"  # noqa: S608 -- constants
        " FROM Configurations WHERE Active"
    )
    found = rows(connection, statement, known=known)
    return next((ActiveRow(str(version), _text(text)) for version, text in found), None)


def read_files(connection: "sqlalchemy.Connection", names: Iterable[str]) -> dict[str, str]:
    """Return the files of the configuration with these names, as far as they can be read."""
    found: dict[str, str] = {}
    for name in names:
        with suppress(sqlalchemy.exc.SQLAlchemyError), savepoint(connection):
            texts = rows(connection, _FILE, name=name)
            # MySQL compares without regard to case.
            found |= {own: str(text) for own, text in texts if own == name}
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
