"""A PostgreSQL that stops responding during a connection."""

import os
import signal
import threading

import pytest
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows


def query_a_stopped_server(source: DataSource) -> None:
    """Connect, stop the server's process for this connection, and send a query."""
    with read_only_connection(source, 1, ConnectionLimit(1)) as connection:
        backend = rows(connection, "SELECT pg_backend_pid()")[0][0]
        os.kill(backend, signal.SIGSTOP)
        try:
            rows(connection, "SELECT 1")
        finally:
            os.kill(backend, signal.SIGCONT)


@pytest.mark.parametrize("place", ["127.0.0.1", "socket"])
@pytest.mark.parametrize("mode", ["disable", "require"])
def test_a_server_that_stops_responding_is_an_error(
    postgres: PostgresServer, place: str, mode: str
) -> None:
    host = postgres.directory if place == "socket" else place
    address = f"host={host} port={postgres.port} sslmode={mode} dbname=postgres"
    login = f"user={postgres.user} password='{postgres.password}'"
    source = parse_data_source("postgres", f"{address} {login}", {})

    with pytest.raises(DatabaseError, match=r"no response within 1 seconds"):
        query_a_stopped_server(source)


def nobody_watches() -> bool:
    return not any(thread.name == "watchdog" for thread in threading.enumerate())


def test_between_queries_nothing_is_watched(postgres_database: EmptyDatabase) -> None:
    source = parse_data_source("postgres", postgres_database.data_source, {})

    with read_only_connection(source, 60, ConnectionLimit(1)) as connection:
        rows(connection, "SELECT 1")

        assert eventually(nobody_watches)


def test_one_thread_watches_all_connections(postgres_database: EmptyDatabase) -> None:
    source = parse_data_source("postgres", postgres_database.data_source, {})
    limit = ConnectionLimit(3)
    watching: list[int] = []

    def query_slowly() -> None:
        with read_only_connection(source, 60, limit) as connection:
            rows(connection, "SELECT pg_sleep(0.3)")
            watching.append([thread.name for thread in threading.enumerate()].count("watchdog"))

    clients = [threading.Thread(target=query_slowly) for _ in range(3)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()

    assert watching == [1, 1, 1]
