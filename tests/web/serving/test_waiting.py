"""Clients that are slow, silent or never hang up: they take no thread from anyone."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
from support.distributions.waiting import eventually
from support.serving.program import Program

from demo.installation import Installation
from support_packet.web.serving.raw_request import MAX_REQUEST_BYTES
from support_packet.web.serving.waiting import WaitingClients

MORE_THAN_THREADS = 150
HEAD = b"GET /healthz HTTP/1.1\r\nHost: test\r\n"


@contextmanager
def clients(program: Program, beginning: bytes) -> Iterator[list[socket.socket]]:
    """Open more connections than the server has threads; each sends `beginning`."""
    with ExitStack() as stack:
        opened = [stack.enter_context(program.connect()) for _ in range(MORE_THAN_THREADS)]
        for client in opened:
            client.sendall(beginning)
        yield opened


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /",
        HEAD + b"X: y",
        HEAD + b"\r",
        HEAD + b"Content-Length: 5\r\n\r\nabc",
    ],
    ids=["silent", "line", "header", "end", "body"],
)
def test_an_admin_is_served_while_others_send_nothing(
    program: Program, installation: Installation, beginning: bytes
) -> None:
    with clients(program, beginning) as opened:
        health = program.request("GET", "/healthz")
        # They have not been given up in order to serve it.
        waiting = [client for client in opened if not _is_closed(client)]
        answer = program.packet(installation.tokens["admin"])

    assert (health.status, answer.status) == (200, 200)
    assert len(waiting) == MORE_THAN_THREADS


def test_a_request_may_come_byte_by_byte(program: Program) -> None:
    with program.connect() as client:
        for byte in HEAD + b"Connection: close\r\n\r\n":
            client.sendall(bytes([byte]))
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK")


def test_a_client_that_never_hangs_up_delays_nobody(program: Program) -> None:
    request = HEAD + b"Connection: close\r\n\r\n"
    with clients(program, request) as opened:
        for client in opened:
            # The answer ends with the connection, but this end stays open.
            assert client.recv(100).startswith(b"HTTP/1.1 200 OK")

        assert program.request("GET", "/healthz").status == 200


def test_a_body_that_keeps_coming_ends_the_connection(program: Program) -> None:
    with program.connect() as client:
        client.sendall(HEAD + b"Content-Length: 900000\r\n\r\n" + b"x" * 1000)
        received = b""
        while more := client.recv(65536):
            received += more

    assert received.startswith(b"HTTP/1.1 200 OK")
    assert received.count(b"HTTP/1.1") == 1


def test_a_head_without_end_is_refused(program: Program) -> None:
    with program.connect() as client:
        client.sendall(HEAD + b"X: " + b"y" * MAX_REQUEST_BYTES)

        assert client.recv(100).startswith(b"HTTP/1.1 431 ")


def test_of_very_many_clients_those_that_waited_longest_are_dropped(program: Program) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(program.connect())
        first.sendall(b"GET /")
        for _ in range(520):
            stack.enter_context(program.connect())

        assert eventually(lambda: _is_closed(first))
        assert program.request("GET", "/healthz").status == 200


def _is_closed(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_a_request_that_is_there_is_not_waited_for() -> None:
    handed_over: list[bytes] = []
    client, served = socket.socketpair()
    with client, served, selectors.DefaultSelector() as poller:
        waiting = WaitingClients(
            poller, lambda _, request: handed_over.append(request), unexpected, unexpected
        )
        client.sendall(HEAD + b"\r\n")
        waiting.await_request(SimpleNamespace(sock=served))

        assert handed_over == [HEAD + b"\r\n"]
        assert not poller.get_map()


def unexpected(*_: object) -> None:
    raise AssertionError
