"""The configuration in a database: the active row, and nothing else."""

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.errors import DatabaseError, DataSourceError
from support_packet.mattermost.configuration.database_store import read_active_configuration
from support_packet.mattermost.sql.connection_pool import Lender

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
    """Lend an empty database on each engine that may hold a configuration."""
    lent: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return lent


def stored(database: EmptyDatabase, *statements: str) -> str | None:
    """Fill the database, and read the configuration as `MM_CONFIG` would name it."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement.replace(":", "\\:")))
    prefix = "mysql://" if database.driver == "mysql" else ""
    return read_active_configuration(prefix + database.data_source, {}, Lender(3))


def test_the_active_row_counts(database: EmptyDatabase) -> None:
    assert stored(database, TABLE, ROWS) == '{"ü": 1}'


def test_the_files_beside_it_are_not_read(postgres_database: EmptyDatabase) -> None:
    files = "CREATE TABLE ConfigurationFiles (Name VARCHAR(64), Data TEXT)"
    denied = "REVOKE ALL ON ConfigurationFiles FROM mmuser"

    assert stored(postgres_database, TABLE, ROWS, files, denied) == '{"ü": 1}'


def test_without_an_active_row_there_is_none(database: EmptyDatabase) -> None:
    assert stored(database, TABLE) is None


def test_without_the_table_there_is_none(database: EmptyDatabase) -> None:
    assert stored(database) is None


def test_both_of_postgres_s_schemes_are_known(postgres_database: EmptyDatabase) -> None:
    stored(postgres_database, TABLE, ROWS)
    other = postgres_database.data_source.replace("postgres://", "postgresql://", 1)

    assert read_active_configuration(other, {}, Lender(3)) == '{"ü": 1}'


def test_a_database_that_is_down_is_named(database: EmptyDatabase) -> None:
    scheme = "mysql://u:s3cret@tcp(127.0.0.1:1)/d" if database.driver == "mysql" else ""

    with pytest.raises(DatabaseError, match=r"127\.0\.0\.1:1/d: nobody listens there") as refused:
        read_active_configuration(scheme or "postgres://u:s3cret@127.0.0.1:1/d", {}, Lender(3))

    assert "s3cret" not in str(refused.value)


def test_a_broken_data_source_is_refused() -> None:
    with pytest.raises(DataSourceError, match="no / before the database"):
        read_active_configuration("mysql://u:s3cret@tcp(h)", {}, Lender(3))
