"""Whether a database could tell of a visitor, on every engine."""

from typing import get_args

import pytest
import sqlalchemy
from servers.databases import EmptyDatabase

from demo import tables
from demo.tables import Release
from support_packet.errors import DatabaseError
from support_packet.mattermost.access.rehearsal import rehearse
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source


def rehearse_in(database: EmptyDatabase) -> None:
    source = parse_data_source(database.driver, database.data_source, {})
    with read_only_connection(source, 3, ConnectionLimit(1)) as connection:
        rehearse(connection)


def prepare(database: EmptyDatabase, statement: str, release: Release = "5.37") -> None:
    """Create Mattermost's tables and run `statement`."""
    with database.engine.begin() as connection:
        tables.create_tables(connection, release)
        connection.execute(sqlalchemy.text(statement))


@pytest.mark.parametrize("release", get_args(Release))
def test_mattermosts_own_tables_are_enough(database: EmptyDatabase, release: Release) -> None:
    prepare(database, "SELECT 1", release)

    rehearse_in(database)


@pytest.mark.parametrize("table", ["Sessions", "UserAccessTokens", "Users", "Bots", "Roles"])
def test_a_missing_table_is_named(sqlite_database: EmptyDatabase, table: str) -> None:
    prepare(sqlite_database, f"DROP TABLE {table}")

    with pytest.raises(DatabaseError, match=f"has no table {table}. Check that SqlSettings"):
        rehearse_in(sqlite_database)


def test_a_database_of_another_program_is_told(database: EmptyDatabase) -> None:
    with pytest.raises(DatabaseError, match="no table Sessions, UserAccessTokens, Users, Bots, Ro"):
        rehearse_in(database)


def test_a_missing_column_is_told(database: EmptyDatabase) -> None:
    prepare(database, "ALTER TABLE Users RENAME COLUMN MfaActive TO Other")

    with pytest.raises(DatabaseError, match="a column is missing"):
        rehearse_in(database)


def test_a_table_that_may_not_be_read_is_told(postgres_database: EmptyDatabase) -> None:
    prepare(postgres_database, "REVOKE ALL ON Roles FROM mmuser")

    with pytest.raises(DatabaseError, match="may not read a table; grant it SELECT"):
        rehearse_in(postgres_database)
