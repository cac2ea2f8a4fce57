"""A connection is read-only, and waits for nothing without a limit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.broken import broken_server
from support.servers.databases import EmptyDatabase

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows
from support_packet.mattermost.sql.watchdog import watched


@contextmanager
def connected(
    driver: str, data_source: str, timeout: float = 3.0
) -> Iterator[sqlalchemy.Connection]:
    """Connect as to Mattermost's database."""
    with read_only_connection(
        parse_data_source(driver, data_source, {}), timeout, ConnectionLimit(1)
    ) as connection:
        yield connection


def test_a_connection_reads(database: EmptyDatabase) -> None:
    with database.engine.begin() as writer:
        writer.execute(sqlalchemy.text("CREATE TABLE Systems (Name VARCHAR(64))"))
        writer.execute(sqlalchemy.text("INSERT INTO Systems VALUES ('ä€😀')"))

    with connected(database.driver, database.data_source) as connection:
        assert rows(connection, "SELECT Name FROM Systems") == [("ä€😀",)]


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO Systems VALUES ('x')", "DELETE FROM Systems", "CREATE TABLE Evil (Name TEXT)"],
)
def test_a_connection_cannot_write(database: EmptyDatabase, statement: str) -> None:
    with database.engine.begin() as writer:
        writer.execute(sqlalchemy.text("CREATE TABLE Systems (Name VARCHAR(64))"))

    with (
        pytest.raises(DatabaseError, match="a query tried to write"),
        connected(database.driver, database.data_source) as connection,
    ):
        connection.execute(sqlalchemy.text(statement))


def test_a_new_transaction_cannot_write_either(database: EmptyDatabase) -> None:
    def write_after_rollback() -> None:
        with connected(database.driver, database.data_source) as connection:
            connection.rollback()
            connection.execute(sqlalchemy.text("CREATE TABLE Evil (Name VARCHAR(64))"))

    with pytest.raises(DatabaseError, match="a query tried to write"):
        write_after_rollback()


def test_an_sql_error_shows_neither_statement_nor_values(database: EmptyDatabase) -> None:
    with (
        pytest.raises(DatabaseError) as failed,
        connected(database.driver, database.data_source) as connection,
    ):
        rows(connection, "SELECT Token FROM Missing WHERE Token = :token", token="s3cret")

    assert "a table is missing" in str(failed.value)
    assert "s3cret" not in repr(failed.value)
    assert "Missing" not in str(failed.value)


@pytest.mark.parametrize(
    ("engine", "count"),
    [
        (
            "postgres",
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()",
        ),
        ("mariadb", "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE()"),
    ],
)
def test_no_connection_stays_open(request: pytest.FixtureRequest, engine: str, count: str) -> None:
    database: EmptyDatabase = request.getfixturevalue(f"{engine}_database")
    with connected(database.driver, database.data_source) as connection:
        rows(connection, "SELECT 1")

    with database.engine.connect() as observer:
        observed = observer.execution_options(isolation_level="AUTOCOMMIT")
        assert eventually(lambda: rows(observed, count) == [(1,)])


@pytest.mark.parametrize(
    ("engine", "statement"),
    [("postgres", "SELECT pg_sleep(60)"), ("mariadb", "SELECT SLEEP(60)")],
)
def test_a_long_statement_is_cancelled(
    request: pytest.FixtureRequest, engine: str, statement: str
) -> None:
    database: EmptyDatabase = request.getfixturevalue(f"{engine}_database")

    with (
        pytest.raises(DatabaseError, match=r"a query took longer than 1\.5 seconds"),
        connected(database.driver, database.data_source, 1.5) as connection,
    ):
        rows(connection, statement)


@pytest.mark.parametrize("driver", ["postgres", "mysql"])
@pytest.mark.parametrize(
    ("greeting", "hangs"),
    [
        (b"", True),
        (b"", False),
        (b"\xff" * 4096, True),
        (b"HTTP/1.0 400 Bad Request\r\n\r\n", False),
        (b"S", True),
        (b"N", False),
        (b"J\0\0\0\n5.5.5-10.11.6-MariaDB\0", True),
        (b"\x05\0\0\0\nabc\0", False),
    ],
)
def test_a_server_that_is_not_a_database_is_an_error(
    driver: str, greeting: bytes, hangs: bool
) -> None:
    forms = {
        "postgres": "postgres://mmuser:s3cret@127.0.0.1:{}/mattermost",
        "mysql": "mmuser:s3cret@tcp(127.0.0.1:{})/mattermost?tls=skip-verify",
    }

    with (
        broken_server(greeting, hangs=hangs) as port,
        pytest.raises(DatabaseError, match=f"^127.0.0.1:{port}/mattermost: ") as failed,
        connected(driver, forms[driver].format(port), 0.5),
    ):
        pytest.fail("connected")

    assert "s3cret" not in str(failed.value)
    assert "mmuser" not in str(failed.value)
    assert failed.value.__context__ is None


def test_the_limits_of_a_session_of_mariadb(mariadb_database: EmptyDatabase) -> None:
    statement = "SELECT @@max_statement_time, @@wait_timeout, @@tx_read_only, @@autocommit"

    with connected("mysql", mariadb_database.data_source, timeout=2.5) as connection:
        connection.rollback()
        limits = [float(value) for value in rows(connection, statement)[0]]

    assert limits == [2.5, 60, 1, 0]


def test_what_the_server_says_of_itself_is_what_it_would_answer(database: EmptyDatabase) -> None:
    with connected(database.driver, database.data_source) as connection:
        dialect = connection.dialect
        told = (dialect.server_version_info, dialect.default_schema_name)
    with database.engine.connect() as asking:
        asked = (asking.dialect.server_version_info, asking.dialect.default_schema_name)

    assert told == asked


@pytest.mark.parametrize("engine", ["postgres", "mariadb"])
def test_an_error_of_one_connection_leaves_the_others_watched(
    request: pytest.FixtureRequest, engine: str
) -> None:
    database: EmptyDatabase = request.getfixturevalue(f"{engine}_database")
    source = parse_data_source(database.driver, database.data_source, {})
    limit = ConnectionLimit(2)

    def fail() -> None:
        with read_only_connection(source, 0.5, limit) as other:
            other.execute(sqlalchemy.text("SELECT nothing FROM nowhere"))

    with suppress(DatabaseError), read_only_connection(source, 0.5, limit) as waiting:
        listeners = len(waiting.dialect.dispatch.handle_error)
        with watched(waiting):
            for _ in range(3):
                with pytest.raises(DatabaseError):
                    fail()
            assert eventually(lambda: waiting.info["watchdog"].expired)
        assert len(waiting.dialect.dispatch.handle_error) == listeners
