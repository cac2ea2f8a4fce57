"""The check that the tables for authentication can be read, on every database."""

from typing import get_args

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from demo import tables
from support_packet.errors import DatabaseError
from support_packet.mattermost.access.authentication import check_access_tables
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.testing.mattermost_tables import Release


def check(database: EmptyDatabase) -> None:
    """Check the tables over a connection like a request's."""
    source = parse_data_source(database.driver, database.data_source, {})
    with read_only_connection(source, 3, ConnectionLimit(1)) as connection:
        check_access_tables(connection)


def prepare(database: EmptyDatabase, statement: str, release: Release = "5.37") -> None:
    """Create Mattermost's tables and run `statement`."""
    with database.engine.begin() as connection:
        tables.create_tables(connection, release)
        connection.execute(sqlalchemy.text(statement))


@pytest.mark.parametrize("release", get_args(Release))
def test_mattermosts_own_tables_pass(database: EmptyDatabase, release: Release) -> None:
    prepare(database, "SELECT 1", release)

    check(database)


@pytest.mark.parametrize("table", ["Sessions", "UserAccessTokens", "Users", "Bots", "Roles"])
def test_a_missing_table_is_named(sqlite_database: EmptyDatabase, table: str) -> None:
    prepare(sqlite_database, f"DROP TABLE {table}")

    with pytest.raises(DatabaseError, match=f"has no table {table}. Check that SqlSettings"):
        check(sqlite_database)


def test_in_another_programs_database_all_tables_are_missing(database: EmptyDatabase) -> None:
    with pytest.raises(DatabaseError, match="no table Sessions, UserAccessTokens, Users, Bots, Ro"):
        check(database)


def test_a_missing_column_is_reported(database: EmptyDatabase) -> None:
    prepare(database, "ALTER TABLE Users RENAME COLUMN MfaActive TO Other")

    with pytest.raises(DatabaseError, match="a column is missing"):
        check(database)


def test_a_table_without_read_permission_is_reported(postgres_database: EmptyDatabase) -> None:
    prepare(postgres_database, "REVOKE ALL ON Roles FROM mmuser")

    with pytest.raises(DatabaseError, match=r"not allowed to read a table\. Grant it SELECT"):
        check(postgres_database)
