"""A connection that is kept for the next request, outside of any transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

SESSIONS = {
    "postgres": "SELECT pg_backend_pid()",
    "mysql": "SELECT CONNECTION_ID()",
}


@pytest.fixture(params=["postgres", "mariadb"])
def kept(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return a database in each of the real servers."""
    found: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return found


def source_of(database: EmptyDatabase) -> DataSource:
    return parse_data_source(database.driver, database.data_source, {})


def session(limit: ConnectionLimit, database: EmptyDatabase, timeout: float = 3) -> int:
    """Return which of the server's sessions a request gets."""
    pool = ConnectionPool(limit)
    with pool.hold(), pool.acquire(source_of(database), timeout) as connection:
        return int(rows(connection, SESSIONS[database.driver])[0][0])


def test_the_next_request_gets_it(kept: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)

    first = session(limit, kept)

    # It is kept by a thread, which has to end its transaction first.
    assert eventually(lambda: session(limit, kept) == first)
    limit.acquire(20)  # which closes it


def test_without_seconds_none_is_kept(kept: EmptyDatabase) -> None:
    limit = ConnectionLimit(1)

    assert session(limit, kept) != session(limit, kept)


def test_it_still_cannot_write(kept: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    first = session(limit, kept)
    assert eventually(lambda: session(limit, kept) == first)
    pool = ConnectionPool(limit)

    with (
        pytest.raises(DatabaseError, match="a query tried to write"),
        pool.hold(),
        pool.acquire(source_of(kept), 3) as connection,
    ):
        connection.execute(sqlalchemy.text("CREATE TABLE Evil (Name VARCHAR(64))"))


def test_it_yields_to_a_waiting_one(kept: EmptyDatabase, sqlite_database: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    session(limit, kept)

    with ConnectionPool(limit).acquire(source_of(sqlite_database), 20) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_it_sees_what_was_written_meanwhile(kept: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    with kept.engine.begin() as writer:
        writer.execute(sqlalchemy.text("CREATE TABLE Systems (Name VARCHAR(64))"))
    pool = ConnectionPool(limit)

    def names() -> list[str]:
        with pool.hold(), pool.acquire(source_of(kept), 3) as connection:
            return [name for (name,) in rows(connection, "SELECT Name FROM Systems")]

    assert names() == []
    with kept.engine.begin() as writer:
        writer.execute(sqlalchemy.text("INSERT INTO Systems VALUES ('new')"))
    assert names() == ["new"]
    limit.acquire(20)  # which closes it


def test_one_that_the_server_has_ended_is_replaced(postgres_database: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    first = session(limit, postgres_database)
    assert eventually(lambda: session(limit, postgres_database) == first)

    with postgres_database.engine.begin() as admin:
        end = "SELECT pg_terminate_backend(:pid)"
        admin.execute(sqlalchemy.text(end), {"pid": first})

    assert session(limit, postgres_database) != first
    limit.acquire(20)  # which closes it


def test_one_whose_server_is_silent_is_not_replaced(
    postgres_database: EmptyDatabase, postgres: PostgresServer, opened: list[object]
) -> None:
    """The request has waited as long as it may."""
    limit = ConnectionLimit(1, idle_seconds=60)
    session(limit, postgres_database, 1)
    assert eventually(lambda: bool(limit.idle._kept))  # noqa: SLF001 -- to take it would use it
    opened.clear()

    with postgres.stopped(), pytest.raises(DatabaseError, match="no response within 1 seconds"):
        session(limit, postgres_database, 1)

    assert not opened
    assert session(limit, postgres_database)
    limit.acquire(20)  # which closes it


def test_it_is_closed_when_its_time_is_over(kept: EmptyDatabase) -> None:
    limit = ConnectionLimit(1, idle_seconds=0.01)
    pool = ConnectionPool(limit)

    with pool.hold(), pool.acquire(source_of(kept), 3) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]

    assert eventually(lambda: connection.closed)


def test_that_of_a_file_is_used_while_the_file_is_the_same(
    sqlite_database: EmptyDatabase, tmp_path: Path
) -> None:
    limit = ConnectionLimit(1, idle_seconds=60)
    place = Path(sqlite_database.data_source)
    pool = ConnectionPool(limit)

    def opened() -> tuple[object, list[tuple[object, ...]]]:
        with pool.hold(), pool.acquire(source_of(sqlite_database), 3) as connection:
            found = rows(connection, "SELECT COUNT(*) FROM sqlite_master")
            return connection.connection.driver_connection, found

    first, second = opened(), opened()
    other = tmp_path / "other"
    with closing(sqlite3.connect(other)) as writer, writer:
        writer.execute("CREATE TABLE Systems (Name TEXT)")
    other.rename(place)
    third, fourth = opened(), opened()

    assert first[0] is second[0]
    assert first[0] is not third[0]
    assert (first[1], third[1]) == ([(0,)], [(1,)])
    assert third[0] is fourth[0]
    limit.acquire(20)  # which closes it
