"""The connection that the queries of one request share: what happens when its server is silent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.kept_connection import KeptConnection

SESSION = "SELECT pg_backend_pid()"
SECONDS = 1.0


class Connections:
    """Opens connections to one database, and counts them."""

    def __init__(self, database: EmptyDatabase) -> None:
        self.count = 0
        self._source = parse_data_source(database.driver, database.data_source, {})
        self._limit = ConnectionLimit(1)

    @contextmanager
    def open(self, timeout: float, seconds: float) -> Iterator[sqlalchemy.Connection]:
        """Open one; it is closed after the block."""
        self.count += 1
        with read_only_connection(self._source, timeout, self._limit, seconds) as connection:
            yield connection


def test_a_silent_server_is_not_asked_on_another_connection(
    postgres_database: EmptyDatabase, postgres: PostgresServer
) -> None:
    connections = Connections(postgres_database)
    turn = threading.RLock()
    kept = KeptConnection(connections.open, turn)

    with turn:
        # While this has the turn, nothing closes it.
        kept.query(SESSION, {}, SECONDS, SECONDS)
        with postgres.stopped(), pytest.raises(DatabaseError, match="lost"):
            kept.query(SESSION, {}, SECONDS, SECONDS)

    assert connections.count == 1


def test_one_that_the_server_has_ended_is_replaced(postgres_database: EmptyDatabase) -> None:
    connections = Connections(postgres_database)
    turn = threading.RLock()
    kept = KeptConnection(connections.open, turn)

    with turn:
        [[first]] = kept.query(SESSION, {}, 3, 3)
        with postgres_database.engine.begin() as admin:
            admin.execute(sqlalchemy.text("SELECT pg_terminate_backend(:pid)"), {"pid": first})
        [[second]] = kept.query(SESSION, {}, 3, 3)
        kept.close()

    assert first != second
