"""The client's end of a connection."""

import socket
from collections.abc import Iterator

import pytest
from falcon import Request
from falcon.testing import create_environ

from support_packet.web.download.client_connection import connection_of, hang_up, has_left

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Return the server's socket and the client's."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_silent_client_has_not_left(pair: Pair) -> None:
    assert not has_left(pair[0])


def test_a_client_that_sends_more_has_not_left_and_keeps_its_bytes(pair: Pair) -> None:
    ours, theirs = pair
    theirs.sendall(b"GET /next")

    assert not has_left(ours)
    assert ours.recv(100) == b"GET /next"


def test_a_client_that_closed_has_left(pair: Pair) -> None:
    ours, theirs = pair
    theirs.close()

    assert has_left(ours)


def test_hanging_up_ends_the_connection_for_both(pair: Pair) -> None:
    ours, theirs = pair

    hang_up(ours)
    hang_up(ours)

    assert theirs.recv(1) == b""
    assert has_left(ours)


def test_without_a_known_connection_the_client_has_not_left() -> None:
    connection = connection_of(Request(create_environ()))

    hang_up(connection)

    assert connection is None
    assert not has_left(connection)
