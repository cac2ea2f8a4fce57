"""The tables of the example are those of a Mattermost server."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy

from demo import tables
from demo.roles import ROLES
from support_packet.mattermost.access.users import permissions_of
from support_packet.mattermost.server_rows import read_server_rows

SINCE_5_37 = {
    "Sessions": {"VoipDeviceId"},
    "Users": {"LastLogin", "MfaUsedTimestamps"},
    "Roles": {"SchemeId"},
    "Schemes": {
        "DefaultPlaybookAdminRole",
        "DefaultPlaybookMemberRole",
        "DefaultRunAdminRole",
        "DefaultRunMemberRole",
    },
    "TeamMembers": {"CreateAt"},
    "Channels": {"LastRootPostAt"},
    "ChannelMembers": {"UrgentMentionCount"},
    "UserAccessTokens": {"ExpiresAt", "LastNotifiedAt"},
    "Configurations": {"SHA"},
    "db_migrations": {"Version", "Name"},
}


@contextmanager
def tables_of(release: tables.Release) -> Iterator[sqlalchemy.Connection]:
    """Yield a connection to the empty tables of a release."""
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.connect() as connection:
        tables.create_tables(connection, release)
        yield connection
    engine.dispose()


def columns_in(connection: sqlalchemy.Connection) -> dict[str, set[str]]:
    """Return the names of all columns by table."""
    inspector = sqlalchemy.inspect(connection)
    return {
        table: {column["name"] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }


def test_newer_release_has_more() -> None:
    with tables_of("5.37") as old, tables_of("11.9") as new:
        before, after = columns_in(old), columns_in(new)

    added = {table: columns - before.get(table, set()) for table, columns in after.items()}
    assert {table: columns for table, columns in added.items() if columns} == SINCE_5_37


def test_roles_have_their_permissions() -> None:
    with tables_of("5.37") as connection:
        for name, permissions in ROLES.items():
            tables.insert_role(connection, name, permissions, now=1)

        assert permissions_of(connection, {"system_manager"}) == ROLES["system_manager"]


def test_license_becomes_the_active_one() -> None:
    with tables_of("5.37") as connection:
        tables.insert_license(connection, "l" * 26, "text", now=1)

        assert read_server_rows(connection).active_license == "text"
