"""Requests with bodies, of which only forms are read: clients that wait to be asked for them."""

import socket

import pytest
from support.serving.program import Program

from support_packet.web.serving import raw_request
from support_packet.web.serving.raw_request import PartialRequest

ASK = b"HTTP/1.1 100 Continue\r\n\r\n"
FORM = (
    b"POST /support_packet HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
)


def rest_of(client: socket.socket) -> bytes:
    """Return all that comes until the server closes."""
    received = b""
    while more := client.recv(65536):
        received += more
    return received


def answer(program: Program, request: bytes) -> bytes:
    """Send one request and return all that comes back."""
    with program.connect() as client:
        client.sendall(request)
        return rest_of(client)


def test_a_client_is_asked_once_for_a_form(program: Program) -> None:
    with program.connect() as client:
        client.sendall(FORM % 9)
        asked = client.recv(len(ASK), socket.MSG_WAITALL)
        client.sendall(b"token=")
        client.sendall(b"bad")
        received = rest_of(client)

    assert asked == ASK
    assert received.startswith(b"HTTP/1.1 401 ")


def test_a_client_is_not_asked_for_a_body_that_is_there(program: Program) -> None:
    assert answer(program, FORM % 9 + b"token=bad").startswith(b"HTTP/1.1 401 ")


def test_a_body_that_is_too_long_is_refused_without_waiting_for_it(program: Program) -> None:
    received = answer(program, FORM % 900_000)

    assert received.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nConnection: close\r\n" in received


def test_a_body_that_nobody_reads_is_not_asked_for(program: Program) -> None:
    request = b"GET /healthz HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 900000\r\n\r\n"

    assert answer(program, request).startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"POST / HTTP/1.1\r\nexpect: 100-Continue\r\n\r\n", True),
        (b"POST / HTTP/1.1\nA: b\nExpect:100-continue\n\n", True),
        (b"POST / HTTP/1.1\r\nExpect: 100-continue\r\n", False),
        (b"POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", False),
        (b"POST / HTTP/1.1\r\nX-Expect: 100-continue\r\n\r\n", False),
        (b"POST / HTTP/1.1\r\nA: b\r\n\r\nExpect: 100-continue\r\n", False),
    ],
)
def test_only_a_head_of_http_1_1_expects_to_be_asked(head: bytes, expected: bool) -> None:
    assert PartialRequest(head).expects_to_be_asked is expected


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n", b"\r\n\n", b"\n\r\n"])
def test_a_request_that_comes_byte_by_byte_is_whole_at_its_last_byte(end: bytes) -> None:
    request = PartialRequest()

    sizes = []
    for byte in b"POST / HTTP/1.1\r\nContent-Length: 3" + end + b"abc":
        sizes.append(request.is_whole)
        request.add(bytes([byte]))

    assert request.is_whole
    assert not any(sizes)


def test_each_byte_of_a_head_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[int] = []

    class Recording:
        def search(self, _received: bytearray, start: int) -> None:
            starts.append(start)

    monkeypatch.setattr(raw_request, "_END_OF_HEAD", Recording())
    request = PartialRequest(b"GET / HTTP/1.1\r\nA: " + b"x" * 1000)

    for _ in range(5):
        request.add(b"x")

    assert starts == [0, *range(1016, 1021)]
