"""A request uses one connection for one server, and leaves none open."""

from pathlib import Path

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows


@pytest.fixture
def source(database: EmptyDatabase) -> DataSource:
    """Return the database in each of the real servers, and in a file."""
    return parse_data_source(database.driver, database.data_source, {})


def another(tmp_path: Path) -> DataSource:
    path = tmp_path / "another.db"
    path.touch()
    return parse_data_source("sqlite3", str(path), {})


def test_without_a_hold_nothing_stays_open(source: DataSource) -> None:
    pool = ConnectionPool()

    with pool.acquire(source, 3) as first:
        assert rows(first, "SELECT 1") == [(1,)]
    with pool.acquire(source, 3) as second:
        assert second is not first
        assert first.closed


def test_within_a_hold_the_same_server_has_the_same_connection(source: DataSource) -> None:
    pool = ConnectionPool()

    with pool.hold():
        with pool.acquire(source, 3) as first:
            assert rows(first, "SELECT 1") == [(1,)]
        with pool.acquire(source, 3) as second:
            assert rows(second, "SELECT 2") == [(2,)]
            assert second is first

    assert first.closed


def test_another_server_closes_the_first_connection(source: DataSource, tmp_path: Path) -> None:
    pool = ConnectionPool()

    with pool.hold():
        with pool.acquire(source, 3) as first:
            pass
        with pool.acquire(another(tmp_path), 3) as second:
            assert first.closed
            assert rows(second, "SELECT 1") == [(1,)]

    assert second.closed


def test_after_an_error_no_connection_is_held(source: DataSource) -> None:
    pool = ConnectionPool()

    with pool.hold():
        with pytest.raises(DatabaseError), pool.acquire(source, 3) as first:
            first.execute(sqlalchemy.text("SELECT Nothing FROM Nowhere"))
        assert first.closed
        with pool.acquire(source, 3) as second:
            assert rows(second, "SELECT 1") == [(1,)]

    assert second.closed
