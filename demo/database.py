"""The database of the example installation: people with roles and tokens, and a license."""

from pathlib import Path

import sqlalchemy

from demo import tables
from demo.identifiers import identifier
from demo.license import LICENSE_ID, license_text
from demo.people import PEOPLE, Person
from demo.planted import SYSTEM_ROWS
from demo.roles import ROLES

_DAY = 24 * 60 * 60 * 1000


def write_database(path: Path, now: int) -> None:
    """Create the SQLite database `path` as of `now`, in milliseconds since 1970."""
    engine = sqlalchemy.create_engine(sqlalchemy.URL.create("sqlite", database=str(path)))
    try:
        with engine.begin() as connection:
            tables.create_tables(connection)
            fill_tables(connection, now)
    finally:
        engine.dispose()


def fill_tables(connection: sqlalchemy.Connection, now: int) -> None:
    """Insert the rows of the example into empty tables."""
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
