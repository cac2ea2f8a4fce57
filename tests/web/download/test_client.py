"""The other end of a connection."""

import socket
from collections.abc import Iterator

import pytest

from support_packet.web.download.client import Client

Pair = tuple[Client, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Return our client and the socket that it is on its side."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Client(ours), theirs


def test_a_silent_client_is_there(pair: Pair) -> None:
    assert not pair[0].has_left()


def test_a_client_that_sends_more_is_there_and_keeps_its_bytes(pair: Pair) -> None:
    client, theirs = pair
    theirs.sendall(b"GET /next")

    assert not client.has_left()
    assert client.connection
    assert client.connection.recv(100) == b"GET /next"


def test_a_client_that_closed_has_left(pair: Pair) -> None:
    client, theirs = pair
    theirs.close()

    assert client.has_left()


def test_hanging_up_ends_the_connection_for_both(pair: Pair) -> None:
    client, theirs = pair

    client.hang_up()
    client.hang_up()

    assert theirs.recv(1) == b""
    assert client.has_left()


def test_a_server_that_tells_no_connection_is_no_reason_to_stop() -> None:
    client = Client(None)

    client.hang_up()

    assert not client.has_left()
