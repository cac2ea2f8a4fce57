"""A connection that is opened before the first request, by the driver alone."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import load_driver
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

END_OTHERS = {
    "postgres": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mysql": "SELECT ID FROM information_schema.PROCESSLIST"
    " WHERE DB = DATABASE() AND ID <> CONNECTION_ID()",
}
LIMIT = {
    "postgres": "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'",
    "mysql": "SELECT CAST(@@max_statement_time * 1000 AS INT)",
}
SECONDS = 7.0


@pytest.fixture(params=["postgres", "mariadb"])
def database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return a database in each of the real servers."""
    found: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def source(database: EmptyDatabase) -> DataSource:
    """Return it as this program sees it."""
    return parse_data_source(database.driver, database.data_source, {})


@contextmanager
def opened_ahead(
    limit: ConnectionLimit, source: DataSource, timeout: float = SECONDS
) -> Iterator[None]:
    """Within this block there is a connection that no request has used yet."""

    def open_ahead() -> None:
        with ConnectionPool(limit).ahead(source, timeout):
            pass

    thread = threading.Thread(target=open_ahead)
    thread.start()
    assert eventually(lambda: bool(limit.idle._kept))  # noqa: SLF001 -- to take it would use it
    yield
    limit.idle.close_one()
    thread.join()


def count_of_sessions(database: EmptyDatabase) -> int:
    with database.engine.connect() as connection:
        others = {
            "postgres": "SELECT COUNT(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            "mysql": "SELECT COUNT(*) FROM information_schema.PROCESSLIST"
            " WHERE DB = DATABASE() AND ID <> CONNECTION_ID()",
        }
        found: int = connection.execute(sqlalchemy.text(others[database.driver])).scalar_one()
        return found


def test_the_next_request_uses_it(database: EmptyDatabase, source: DataSource) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    pool = ConnectionPool(limit)

    with opened_ahead(limit, source), pool.hold(), pool.acquire(source, SECONDS) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]
        assert count_of_sessions(database) == 1


def test_it_cannot_write(source: DataSource) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    pool = ConnectionPool(limit)

    with (
        opened_ahead(limit, source),
        pytest.raises(DatabaseError, match="a query tried to write"),
        pool.hold(),
        pool.acquire(source, SECONDS) as connection,
    ):
        connection.execute(sqlalchemy.text("CREATE TABLE Evil (Name VARCHAR(64))"))


def test_its_statements_have_a_limit(database: EmptyDatabase, source: DataSource) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    pool = ConnectionPool(limit)

    with opened_ahead(limit, source), pool.hold(), pool.acquire(source, SECONDS) as connection:
        found = rows(connection, LIMIT[database.driver])[0][0]

    assert int(found) == SECONDS * 1000


def test_one_that_the_server_has_closed_is_replaced(
    database: EmptyDatabase, source: DataSource
) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    pool = ConnectionPool(limit)

    with opened_ahead(limit, source):
        end_others(database)
        with pool.hold(), pool.acquire(source, SECONDS) as connection:
            assert rows(connection, "SELECT 1") == [(1,)]


def test_one_whose_server_is_silent_is_not_replaced(
    postgres_database: EmptyDatabase, postgres: PostgresServer, opened: list[object]
) -> None:
    source = parse_data_source("postgres", postgres_database.data_source, {})
    limit = ConnectionLimit(1, idle_seconds=60)
    pool = ConnectionPool(limit)

    with (
        opened_ahead(limit, source, 1),
        postgres.stopped(),
        pytest.raises(DatabaseError, match="no response within 1 seconds"),
        pool.hold(),
        pool.acquire(source, 1),
    ):
        pass

    # The one that is there already.
    assert len(opened) == 1


def end_others(database: EmptyDatabase) -> None:
    """End all sessions that use the database, except this one."""
    with database.engine.connect() as connection:
        found = connection.execute(sqlalchemy.text(END_OTHERS[database.driver])).all()
        if database.driver == "mysql":
            for (session,) in found:
                connection.execute(sqlalchemy.text(f"KILL {session}"))
    assert eventually(lambda: count_of_sessions(database) == 0)


def test_what_is_idle_for_long_is_closed(database: EmptyDatabase, source: DataSource) -> None:
    limit = ConnectionLimit(1, idle_seconds=0.01)

    with ConnectionPool(limit).ahead(source, SECONDS):
        pass

    assert eventually(lambda: count_of_sessions(database) == 0)
    assert limit.acquire(0) is None


def test_it_does_not_load_what_a_request_needs(database: EmptyDatabase) -> None:
    arguments = [database.driver, database.data_source]
    command = [sys.executable, "-c", _CONNECTED, *arguments]

    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert loaded == "True False\n"


_CONNECTED = """
import sys
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.driver_connections import load_driver
from support_packet.mattermost.sql.dsn import parse_data_source
source = parse_data_source(sys.argv[1], sys.argv[2], {})
with ConnectionPool(ConnectionLimit(1)).ahead(source, 7):
    print(not {"psycopg", "pymysql"}.isdisjoint(sys.modules), "sqlalchemy" in sys.modules)
"""


def test_a_driver_that_cannot_be_imported_is_left_to_the_first_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ImportError):
        import_module("psycopg")

    load_driver("postgres")
    load_driver("mysql")

    assert "pymysql" in sys.modules
