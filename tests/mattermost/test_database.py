"""Mattermost's database: one connection, the master first, nobody waits twice."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from servers.broken import broken_server
from servers.databases import EmptyDatabase

from support_packet.errors import DatabaseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.database import Database
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.lender import Lender
from support_packet.mattermost.sql.tables import rows

NOBODY = "postgres://u:s3cret@127.0.0.1:1/d"


def database_of(
    driver: Any,
    data_source: Any,
    replicas: Any = None,
    *,
    timeout: float = 3.0,
    limit: ConnectionLimit | None = None,
) -> Database:
    """Return the database that a configuration with these settings names."""
    settings = {"DriverName": driver, "DataSource": data_source, "DataSourceReplicas": replicas}
    nowhere = Path("/nowhere")
    config = Config({"SqlSettings": settings}, "config.json", nowhere, nowhere)
    return Database(config, {}, Lender(timeout, limit))


def failure(database: Database) -> str:
    """Return why there is no connection."""
    with pytest.raises(DatabaseError) as failed, database.connect():
        pytest.fail("connected")
    return str(failed.value)


def test_the_master_is_asked(database: EmptyDatabase) -> None:
    with database_of(database.driver, database.data_source).connect() as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_a_block_inside_a_block_gets_the_same_connection(database: EmptyDatabase) -> None:
    lender = database_of(database.driver, database.data_source)

    with lender.connect() as outer:
        with lender.connect() as inner:
            assert inner is outer
        assert rows(outer, "SELECT 1") == [(1,)]
    with lender.connect() as later:
        assert later is not outer


def test_threads_take_turns(postgres_database: EmptyDatabase) -> None:
    lender = database_of("postgres", postgres_database.data_source)
    query = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
    counts: list[int] = []

    def count() -> None:
        with lender.connect() as connection:
            counts.append(rows(connection, query)[0][0])

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # The server forgets a closed connection a moment later.
    assert len(counts) == 8
    assert max(counts) <= 2


def test_a_connection_that_is_kept_too_long_is_an_error(sqlite_database: EmptyDatabase) -> None:
    lender = database_of("sqlite3", sqlite_database.data_source, timeout=0.02)
    messages: list[str] = []
    waiter = threading.Thread(target=lambda: messages.append(failure(lender)))

    with lender.connect():
        waiter.start()
        waiter.join()

    assert "somebody else has kept the only connection for 0.2 seconds" in messages[0]


def test_an_error_of_the_borrower_s_own_is_not_changed(sqlite_database: EmptyDatabase) -> None:
    lender = database_of("sqlite3", sqlite_database.data_source)

    with pytest.raises(ZeroDivisionError), lender.connect():
        _ = 1 / 0
    with lender.connect() as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_a_failed_statement_does_not_spoil_the_next_connection(database: EmptyDatabase) -> None:
    lender = database_of(database.driver, database.data_source)

    with pytest.raises(DatabaseError, match="a table is missing"), lender.connect() as connection:
        rows(connection, "SELECT * FROM Systems")
    with lender.connect() as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


@pytest.mark.parametrize("master", [NOBODY, "", "broken", "postgres://u:s3cret/x@h/d"])
def test_a_replica_stands_in_for_the_master(postgres_database: EmptyDatabase, master: str) -> None:
    replicas = [NOBODY, postgres_database.data_source]

    with database_of("postgres", master, replicas).connect() as connection:
        assert rows(connection, "SELECT 1") == [(1,)]


def test_every_failure_is_told_once_and_without_secrets() -> None:
    message = failure(database_of("postgres", NOBODY, ["s3cret", NOBODY.replace(":1", ":2")]))

    assert message.startswith("Mattermost's database does not answer. ")
    assert "SqlSettings.DataSource: 127.0.0.1:1/d: nobody listens there" in message
    assert "SqlSettings.DataSourceReplicas[0]: A key or its = is missing" in message
    assert "SqlSettings.DataSourceReplicas[1]: 127.0.0.1:2/d: nobody listens there" in message
    assert "s3cret" not in message


def test_a_dead_server_is_waited_for_once() -> None:
    with broken_server(hangs=True) as port:
        lender = database_of("postgres", f"postgres://u:p@127.0.0.1:{port}/d", timeout=0.5)
        first = failure(lender)
        start = time.monotonic()

        again = failure(lender)

    assert again == first
    assert "no answer within 0.5 seconds" in first
    assert time.monotonic() - start < 0.5


def test_a_limit_that_is_reached_says_nothing_about_the_servers() -> None:
    limit = ConnectionLimit(1)
    limit.acquire(0)
    database = database_of("postgres", NOBODY, [NOBODY], timeout=0.02, limit=limit)

    message = failure(database)

    assert message.startswith(
        "The connections to Mattermost's database that this program may have (1) are"
    )
    assert database.failures == {}


def test_many_dead_replicas_cost_seconds() -> None:
    with broken_server(hangs=True) as port:
        dead = f"postgres://u:p@127.0.0.1:{port}/d"
        start = time.monotonic()

        failure(database_of("postgres", dead, [dead] * 100, timeout=0.2))

    assert time.monotonic() - start < 3


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
def test_a_configuration_that_makes_no_sense_is_an_error_of_the_database(
    driver: object, data_source: object, replicas: object
) -> None:
    message = failure(database_of(driver, data_source, replicas))

    assert "SqlSettings" in message
    assert "s3" not in message
    assert len(message) < 1000


def test_the_driver_s_error_is_not_in_the_chain(sqlite_database: EmptyDatabase) -> None:
    lender = database_of("sqlite3", sqlite_database.data_source)

    with pytest.raises(DatabaseError) as failed, lender.connect() as connection:
        connection.execute(sqlalchemy.text("SELECT :secret FROM missing"), {"secret": "s3cret"})

    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
