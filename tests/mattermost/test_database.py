"""Mattermost's database: one connection, the master first, no server is waited for twice."""

import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from support.servers.broken import broken_server
from support.servers.databases import EmptyDatabase

from support_packet.errors import DatabaseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.database import Database
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.tables import rows

NOT_LISTENING = "postgres://u:s3cret@127.0.0.1:1/d"
TIMEOUT = 3.0


def database_of(
    driver: Any,
    data_source: Any,
    replicas: Any = None,
    *,
    limit: ConnectionLimit | None = None,
) -> Database:
    """Return the database that a configuration with these settings names."""
    settings = {"DriverName": driver, "DataSource": data_source, "DataSourceReplicas": replicas}
    nowhere = Path("/nowhere")
    config = Config({"SqlSettings": settings}, "config.json", nowhere, nowhere)
    return Database(config, {}, ConnectionPool(limit))


def failure(database: Database, timeout: float = TIMEOUT) -> str:
    """Return why there is no connection."""
    with pytest.raises(DatabaseError) as failed, database.connect(timeout):
        pytest.fail("connected")
    return str(failed.value)


def test_the_master_is_used(database: EmptyDatabase) -> None:
    with database_of(database.driver, database.data_source).connect(TIMEOUT) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_a_nested_block_gets_the_same_connection(database: EmptyDatabase) -> None:
    servers = database_of(database.driver, database.data_source)

    with servers.connect(TIMEOUT) as outer:
        with servers.connect(TIMEOUT) as inner:
            assert inner is outer
        assert rows(outer, "SELECT 1") == [(1,)]
    with servers.connect(TIMEOUT) as later:
        assert later is not outer


def test_threads_take_turns(postgres_database: EmptyDatabase) -> None:
    database = database_of("postgres", postgres_database.data_source)
    query = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
    counts: list[int] = []

    def count() -> None:
        with database.connect(TIMEOUT) as connection:
            counts.append(rows(connection, query)[0][0])

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # The server forgets a closed connection a moment later.
    assert len(counts) == 8
    assert max(counts) <= 2


def test_waiting_too_long_for_a_turn_is_an_error(sqlite_database: EmptyDatabase) -> None:
    database = database_of("sqlite3", sqlite_database.data_source)
    messages: list[str] = []
    waiter = threading.Thread(target=lambda: messages.append(failure(database, 0.02)))

    with database.connect(TIMEOUT):
        waiter.start()
        waiter.join()

    assert "been using the only connection for 0.2 seconds" in messages[0]


def test_other_errors_in_the_block_are_not_changed(sqlite_database: EmptyDatabase) -> None:
    database = database_of("sqlite3", sqlite_database.data_source)

    with pytest.raises(ZeroDivisionError), database.connect(TIMEOUT):
        _ = 1 / 0
    with database.connect(TIMEOUT) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_a_failed_statement_does_not_spoil_the_next_connection(database: EmptyDatabase) -> None:
    servers = database_of(database.driver, database.data_source)

    with (
        pytest.raises(DatabaseError, match="a table is missing"),
        servers.connect(TIMEOUT) as connection,
    ):
        rows(connection, "SELECT * FROM Systems")
    with servers.connect(TIMEOUT) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


@pytest.mark.parametrize("master", [NOT_LISTENING, "", "broken", "postgres://u:s3cret/x@h/d"])
def test_a_replica_replaces_the_master(postgres_database: EmptyDatabase, master: str) -> None:
    replicas = [NOT_LISTENING, postgres_database.data_source]

    with database_of("postgres", master, replicas).connect(TIMEOUT) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_every_failure_is_reported_once_and_without_secrets() -> None:
    message = failure(
        database_of("postgres", NOT_LISTENING, ["s3cret", NOT_LISTENING.replace(":1", ":2")])
    )

    assert message.startswith("Mattermost's database isn't responding. ")
    assert "SqlSettings.DataSource: 127.0.0.1:1/d: nothing is listening there" in message
    assert "SqlSettings.DataSourceReplicas[0]: A key or its = is missing" in message
    assert "SqlSettings.DataSourceReplicas[1]: 127.0.0.1:2/d: nothing is listening there" in message
    assert "s3cret" not in message


def test_a_dead_server_is_tried_once() -> None:
    with broken_server(hangs=True) as port:
        database = database_of("postgres", f"postgres://u:p@127.0.0.1:{port}/d")
        first = failure(database, 0.5)

    # By now nothing is listening there.
    assert failure(database, 0.5) == first
    assert "no response within 0.5 seconds" in first


def test_a_limit_that_is_reached_says_nothing_about_the_servers() -> None:
    limit = ConnectionLimit(1)
    limit.acquire(0)
    database = database_of("postgres", NOT_LISTENING, [NOT_LISTENING], limit=limit)

    message = failure(database, 0.02)

    assert "all connections that this program may have (1) are in use" in message
    assert database.failures == {}


def test_of_many_dead_replicas_only_a_few_are_tried() -> None:
    with broken_server(hangs=True) as port:
        dead = f"postgres://u:p@127.0.0.1:{port}/d"
        database = database_of("postgres", dead, [dead] * 100)

        failure(database, 0.2)

    assert 1 <= len(database.failures) <= 4


@pytest.mark.parametrize(
    ("driver", "data_source", "replicas"),
    [
        ("postgres", ["s3cret"], []),
        ("postgres", 5432, []),
        ("postgres", None, []),
        ("postgres", "s3cret", "s3cret"),
        ("postgres", "s3cret", [1]),
        (None, "s3cret", []),
        (["postgres"], "s3cret", []),
        ("oracle", "s3cret", []),
        ("postgres", "password=s3\0cret", []),
        ("mysql", "s3cret" * 200_000, []),
    ],
)
def test_an_invalid_configuration_is_a_database_error(
    driver: object, data_source: object, replicas: object
) -> None:
    message = failure(database_of(driver, data_source, replicas))

    assert "SqlSettings" in message
    assert "s3" not in message
    assert len(message) < 1000


def test_the_driver_s_error_is_not_in_the_chain(sqlite_database: EmptyDatabase) -> None:
    database = database_of("sqlite3", sqlite_database.data_source)

    with pytest.raises(DatabaseError) as failed, database.connect(TIMEOUT) as connection:
        connection.execute(sqlalchemy.text("SELECT :secret FROM missing"), {"secret": "s3cret"})

    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
