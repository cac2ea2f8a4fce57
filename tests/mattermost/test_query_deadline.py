"""Queries of a call that the host no longer waits for, or that has less time than they ask for."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase

from support_packet import DatabaseError
from support_packet.errors import QueryTimeoutError
from support_packet.process.current_call import current_seconds, current_stopped
from support_packet.testing import Installation

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
ENDLESS = {"postgres": "SELECT pg_sleep(50)", "mysql": "SELECT SLEEP(50)", "sqlite3": NUMBERS}
RUNNING = {
    "postgres": "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(50)%' "
    "AND state = 'active' AND pid <> pg_backend_pid()",
    "mysql": "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'",
}


@pytest.fixture
def query(database: EmptyDatabase, tmp_path: Path) -> Callable[[], object]:
    """Return a query without end that asks for ten minutes, on each kind of database."""
    installation = Installation(tmp_path / "mattermost")
    if database.driver != "sqlite3":
        installation.use_database(database.driver, database.data_source)
    installation.table("Systems", {"Name": "a", "Value": "b"})
    mattermost = installation.mattermost()
    return lambda: mattermost.query(ENDLESS[database.driver], seconds=600)


def running(database: EmptyDatabase) -> int:
    """Return how many of the queries the server still runs."""
    if database.driver not in RUNNING:
        return 0
    with database.engine.connect() as connection:
        return int(connection.execute(sqlalchemy.text(RUNNING[database.driver])).scalar_one())


@pytest.mark.timeout(45)
def test_a_query_takes_no_longer_than_the_call_that_asks(
    query: Callable[[], object], database: EmptyDatabase
) -> None:
    context = copy_context()
    context.run(current_seconds.set, 0.5)

    with pytest.raises(QueryTimeoutError):
        context.run(query)
    assert eventually(lambda: running(database) == 0)


@pytest.mark.timeout(45)
def test_the_thread_of_a_call_that_nothing_waits_for_becomes_free(
    query: Callable[[], object],
) -> None:
    stopped = threading.Event()
    context = copy_context()
    context.run(current_stopped.set, stopped.is_set)
    threading.Timer(0.3, stopped.set).start()

    with pytest.raises(DatabaseError):
        context.run(query)
    assert stopped.is_set()
