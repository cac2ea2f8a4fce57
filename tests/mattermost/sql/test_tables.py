"""Reading tables: the same words work on every database."""

from collections.abc import Iterator

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.mattermost.sql.tables import columns_of, has_table, rows


@pytest.fixture
def connection(database: EmptyDatabase) -> Iterator[sqlalchemy.Connection]:
    """Return a connection to a database with one of Mattermost's tables."""
    with database.engine.connect() as connection:
        for statement in (
            "CREATE TABLE Systems (Name VARCHAR(64) PRIMARY KEY, Value VARCHAR(1024))",
            "INSERT INTO Systems VALUES ('Version', '5.37.0'), ('Empty', NULL)",
        ):
            connection.execute(sqlalchemy.text(statement))
        yield connection


def test_rows_are_tuples(connection: sqlalchemy.Connection) -> None:
    found = rows(connection, "SELECT Name, Value FROM Systems ORDER BY Name")

    assert found == [("Empty", None), ("Version", "5.37.0")]


def test_rows_takes_parameters(connection: sqlalchemy.Connection) -> None:
    statement = "SELECT Value FROM Systems WHERE Name = :name"

    assert rows(connection, statement, name="Version") == [("5.37.0",)]
    assert rows(connection, statement, name="' OR 1=1 --") == []


def test_a_table_is_found_by_mattermost_s_spelling(connection: sqlalchemy.Connection) -> None:
    assert has_table(connection, "Systems")
    assert not has_table(connection, "Bots")


def test_columns_are_lower_case(connection: sqlalchemy.Connection) -> None:
    assert columns_of(connection, "Systems") == {"name", "value"}


def test_a_missing_table_has_no_columns_and_ends_no_transaction(
    connection: sqlalchemy.Connection,
) -> None:
    assert columns_of(connection, "Bots") == frozenset()
    assert rows(connection, "SELECT COUNT(*) FROM Systems") == [(2,)]
