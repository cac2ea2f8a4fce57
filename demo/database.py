"""The database of the example installation: people and what they did, and a license."""

from pathlib import Path

import sqlalchemy

from demo import tables
from demo.identifiers import identifier
from demo.license import LICENSE_ID, license_text
from demo.people import PEOPLE, Person
from demo.planted import SYSTEM_ROWS
from demo.roles import ROLES
from demo.server_rows import insert_migrations, insert_server_rows
from demo.team_rows import insert_team_rows
from support_packet.testing.mattermost_tables import Release

_DAY = 24 * 60 * 60 * 1000


def write_database(path: Path, now: int) -> None:
    """Create the SQLite database `path` as of `now`, in milliseconds since 1970."""
    engine = sqlalchemy.create_engine(sqlalchemy.URL.create("sqlite", database=str(path)))
    try:
        with engine.begin() as connection:
            # An example is rebuilt rather than repaired, so it need not survive a power cut.
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            tables.create_tables(connection)
            fill_tables(connection, now)
    finally:
        engine.dispose()


def fill_tables(connection: sqlalchemy.Connection, now: int, release: Release = "5.37") -> None:
    """Insert the rows of the example into the empty tables of `release`."""
    system = {
        "Version": "5.37.0",
        "DiagnosticId": identifier("server"),
        "InstallationDate": str(now - 400 * _DAY),
        **SYSTEM_ROWS,
    }
    for name, value in system.items():
        tables.insert(connection, "Systems", Name=name, Value=value)
    tables.insert_license(connection, LICENSE_ID, license_text(now), now)
    for name, permissions in ROLES.items():
        tables.insert_role(connection, name, permissions, now)
    for person in PEOPLE:
        _insert_person(connection, person, now)
    insert_team_rows(connection, now)
    insert_server_rows(connection, now)
    if release != "5.37":
        insert_migrations(connection)


def _insert_person(connection: sqlalchemy.Connection, person: Person, now: int) -> None:
    user_id, roles = person.user_id, person.roles
    deleted = now - 20 * _DAY if person.deactivated else 0
    tables.insert_user(
        connection, user_id, person.name, roles, now, DeleteAt=deleted, Locale=person.locale
    )
    if person.bot:
        tables.insert_bot(connection, user_id, PEOPLE[0].user_id, now)
    if person.access_token:
        active = person.token_valid
        tables.insert_access_token(connection, person.token, user_id, IsActive=active)
    else:
        expires = now + 178 * _DAY if person.token_valid else now - _DAY
        tables.insert_session(connection, person.token, user_id, roles, now, ExpiresAt=expires)
