"""Reading the configuration in a database: the active row, and nothing else."""

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.mattermost.configuration.database_store import read_active_row
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.dsn import parse_data_source

TABLE = (
    "CREATE TABLE Configurations (Id VARCHAR(26) PRIMARY KEY, Value TEXT NOT NULL,"
    " CreateAt BIGINT NOT NULL, Active BOOLEAN NULL UNIQUE)"
)
ROWS = (
    "INSERT INTO Configurations VALUES ('a', 'old', 1, NULL), ('b', '{\"ü\": 1}', 2, TRUE),"
    " ('c', 'older', 3, NULL)"
)


@pytest.fixture(params=["postgres", "mariadb"])
def database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return an empty database on each engine that may contain a configuration."""
    database: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


def stored(database: EmptyDatabase, *statements: str) -> str | None:
    """Run the statements and return the active configuration."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement.replace(":", "\\:")))
    source = parse_data_source(database.driver, database.data_source, {})
    with ConnectionPool().acquire(source, 3) as connection:
        row = read_active_row(connection)
        return row.text if row else None


def test_the_active_row_counts(database: EmptyDatabase) -> None:
    assert stored(database, TABLE, ROWS) == '{"ü": 1}'


def test_the_files_in_the_database_are_not_read(postgres_database: EmptyDatabase) -> None:
    files = "CREATE TABLE ConfigurationFiles (Name VARCHAR(64), Data TEXT)"
    denied = "REVOKE ALL ON ConfigurationFiles FROM mmuser"

    assert stored(postgres_database, TABLE, ROWS, files, denied) == '{"ü": 1}'


def test_without_an_active_row_there_is_none(database: EmptyDatabase) -> None:
    assert stored(database, TABLE) is None


def test_without_the_table_there_is_none(database: EmptyDatabase) -> None:
    assert stored(database) is None


BY_HAND = ("UPDATE Configurations SET Value = 'by hand' WHERE Id = 'b'",)
BY_THE_SERVER = (
    "UPDATE Configurations SET Active = NULL",
    "UPDATE Configurations SET Active = TRUE WHERE Id = 'c'",
)


@pytest.mark.parametrize("statements", [BY_HAND, BY_THE_SERVER])
def test_a_known_version_is_not_sent_again_until_it_changes(
    database: EmptyDatabase, statements: tuple[str, ...]
) -> None:
    assert stored(database, TABLE, ROWS)
    source = parse_data_source(database.driver, database.data_source, {})
    with ConnectionPool().acquire(source, 3) as connection:
        first = read_active_row(connection)
        assert first
        again = read_active_row(connection, first.version)
    with database.engine.begin() as writer:
        for statement in statements:
            writer.execute(sqlalchemy.text(statement))
    with ConnectionPool().acquire(source, 3) as connection:
        changed = read_active_row(connection, first.version)

    assert again
    assert (again.version, again.text) == (first.version, None)
    assert changed
    assert changed.text in ("by hand", "older")
    assert changed.version != first.version
