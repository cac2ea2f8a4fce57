"""The tables of the example are those of a Mattermost server."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from demo import tables
from demo.columns import columns_of
from demo.database import fill_tables
from demo.roles import ROLES
from demo.server_rows import SCHEMA_VERSION
from support_packet.mattermost.access.users import permissions_of
from support_packet.mattermost.server_rows import read_server_rows
from support_packet.testing.mattermost_tables import Release

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
    "FileInfo": {"Archived", "ChannelId"},
    "db_migrations": {"Version", "Name"},
}


@contextmanager
def tables_of(release: Release) -> Iterator[sqlalchemy.Connection]:
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
    with tables_of("5.37") as old, tables_of("11.10") as new:
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


@pytest.mark.parametrize("release", ["5.37", "11.10"])
def test_every_table_that_a_server_fills_has_rows(
    database: EmptyDatabase, release: Release
) -> None:
    with database.engine.begin() as connection:
        tables.create_tables(connection, release)
        fill_tables(connection, 1_795_361_170_000, release)
    with database.engine.connect() as connection:
        empty = {
            table
            for table in columns_of(release)
            if not connection.exec_driver_sql(f"SELECT 1 FROM {table}").first()
        }

    # Its configuration is a file, and no plugin or OAuth application has stored anything.
    assert empty == {
        *("Configurations", "FileInfo", "OAuthAccessData", "OAuthApps", "PluginKeyValueStore")
    }


def test_a_newer_release_has_its_migrations() -> None:
    with tables_of("11.10") as connection:
        fill_tables(connection, 1_795_361_170_000, "11.10")

        newest = connection.exec_driver_sql("SELECT MAX(Version) FROM db_migrations").scalar()

    assert newest == SCHEMA_VERSION
