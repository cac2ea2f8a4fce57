"""A connection counts until it is really closed, and so does an attempt that was given up on."""

import gc
import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.broken import broken_server
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer
from support.servers.sockets import clients_of

from support_packet.errors import ConnectionLimitError, DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

PATIENCE = 20.0


def is_used_up(limit: ConnectionLimit) -> bool:
    """Return whether nothing can be had of it now."""
    try:
        limit.acquire(0)
    except ConnectionLimitError:
        return True
    limit.release()
    return False


def fail_to_connect(source: DataSource, limit: ConnectionLimit, seconds: float = 0.2) -> None:
    """Be refused, or give up after so many seconds."""
    with pytest.raises(DatabaseError), read_only_connection(source, seconds, limit):
        pytest.fail("connected")


def test_a_connection_counts_until_it_is_closed(database: EmptyDatabase) -> None:
    limit = ConnectionLimit(1)
    source = parse_data_source(database.driver, database.data_source, {})

    with read_only_connection(source, 3, limit) as connection:
        used_up = is_used_up(limit)
    closed = connection.closed

    assert (used_up, closed, is_used_up(limit)) == (True, True, False)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda connection: rows(connection, "SELECT Nothing FROM Nowhere"),
        lambda connection: connection.close(),
        lambda connection: connection.invalidate(),
        lambda connection: connection / 0,
    ],
)
def test_a_broken_connection_no_longer_counts(
    database: EmptyDatabase, spoil: Callable[[sqlalchemy.Connection], object]
) -> None:
    limit = ConnectionLimit(1)
    source = parse_data_source(database.driver, database.data_source, {})

    try:
        with read_only_connection(source, 3, limit) as connection:
            spoil(connection)
    except (DatabaseError, TypeError):
        pass

    assert not is_used_up(limit)


@pytest.mark.parametrize(
    "data_source",
    [
        "postgres://u:p@127.0.0.1:1/d",
        "postgres://u:p@{address}/d?sslmode=disable",
        "postgres://{login}/nowhere",
        "postgres://{login}/postgres?work_mem=nonsense",
    ],
)
def test_a_refused_attempt_no_longer_counts(postgres: PostgresServer, data_source: str) -> None:
    address = f"127.0.0.1:{postgres.port}"
    login = f"{postgres.user}:{quote(postgres.password, safe='')}@{address}"
    filled_in = data_source.format(address=address, login=login)
    limit = ConnectionLimit(1)

    fail_to_connect(parse_data_source("postgres", filled_in, {}), limit, PATIENCE)

    assert not is_used_up(limit)


@pytest.fixture
def _no_garbage_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_garbage_collection")
@pytest.mark.parametrize("greeting", [b"", b"S"])
@pytest.mark.parametrize("scheme", ["postgres", "mysql"])
def test_an_attempt_that_was_given_up_on_is_closed_in_the_end(scheme: str, greeting: bytes) -> None:
    limit = ConnectionLimit(1)
    forms = {"postgres": "postgres://u:p@127.0.0.1:{}/d", "mysql": "u:p@tcp(127.0.0.1:{})/d"}

    with broken_server(greeting, hangs=True) as port:
        fail_to_connect(parse_data_source(scheme, forms[scheme].format(port), {}), limit)

        assert eventually(lambda: not is_used_up(limit))
        assert not clients_of(port)


def test_an_attempt_that_hangs_in_the_dns_counts_until_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = threading.Event()

    def hang(*_: object, **__: object) -> None:
        answered.wait(PATIENCE)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    limit = ConnectionLimit(1)

    fail_to_connect(parse_data_source("postgres", "postgres://u:p@database/d", {}), limit)
    used_up = is_used_up(limit)
    answered.set()

    assert used_up
    assert eventually(lambda: not is_used_up(limit))


def test_an_attempt_without_a_thread_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    limit = ConnectionLimit(1)
    source = parse_data_source("postgres", "postgres://u:p@127.0.0.1:1/d", {})

    with (
        pytest.raises(DatabaseError, match="can't start another thread"),
        read_only_connection(source, 0.2, limit),
    ):
        pytest.fail("connected")

    assert not is_used_up(limit)
