"""Malformed requests: answered in our shape, and never repeated in the log."""

import json
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.serving.program import Program, serving

from demo.installation import Installation

SECRET = "mostest-Zq81"


def exchange(program: Program, request: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes."""
    with program.connect() as client:
        client.sendall(request)
        received = b""
        while more := client.recv(65536):
            received += more
        return received


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"mostest-Zq81\r\n\r\n", 400),
        (b"GET /?access_token=mostest-Zq81\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nAuthorization Bearer mostest-Zq81\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nAuthorization : Bearer mostest-Zq81\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: \0mostest-Zq81\r\n\r\n", 400),
        (b"GET / HTTP/mostest-Zq81\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: mostest-Zq81\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nExpect: mostest-Zq81\r\n\r\n", 417),
        (b"GET /" + b"mostest-Zq81" * 2000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nX: " + b"mostest-Zq81" * 12000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: mostest-Zq81\r\n" * 500 + b"\r\n", 431),
    ],
)
def test_garbage_is_answered_in_mattermosts_shape(
    program: Program, request_bytes: bytes, status: int
) -> None:
    head, _, body = exchange(program, request_bytes).partition(b"\r\n\r\n")

    error = json.loads(body)
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert f"X-Request-Id: {error['request_id']}".encode() in head.splitlines()
    assert (error["id"], error["status_code"]) == ("support_packet.bad_request", status)
    assert SECRET.encode() not in body
    assert eventually(lambda: error["request_id"] in program.log.read_text(encoding="utf-8"))
    assert SECRET not in program.log.read_text(encoding="utf-8")


def test_pipelined_requests_are_answered_one_after_the_other(
    program: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"].encode()
    packet = (
        b"GET /api/v4/system/support_packet HTTP/1.1\r\nHost: test\r\n"
        b"Authorization: Bearer " + token + b"\r\n"
    )
    health = b"GET /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"

    received = exchange(program, packet + b"\r\n" + packet + b"\r\n" + health)

    assert received.count(b"HTTP/1.1 200 OK\r\n") == 3
    assert received.count(b"content-type: application/zip\r\n") == 2
    assert received.endswith(b'{"status": "OK"}')


def test_a_packet_for_http_1_0_ends_with_the_connection(
    program: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"].encode()
    request = b"GET /api/v4/system/support_packet HTTP/1.0\r\nAuthorization: token " + token

    head, _, body = exchange(program, request + b"\r\n\r\n").partition(b"\r\n\r\n")

    assert b"200 OK" in head
    assert b"chunked" not in head
    assert body.startswith(b"PK\x03\x04")
    assert b"PK\x05\x06" in body[-100:]


def test_a_request_with_a_body_is_answered_without_reading_it(program: Program) -> None:
    request = b"GET /healthz HTTP/1.1\r\nContent-Length: 10\r\nConnection: close\r\n\r\n0123456789"

    assert exchange(program, request).startswith(b"HTTP/1.1 200 ")


def test_a_header_cannot_move_the_path(program: Program) -> None:
    request = b"GET /healthz HTTP/1.1\r\nSCRIPT_NAME: /healthz\r\nConnection: close\r\n\r\n"

    assert exchange(program, request).startswith(b"HTTP/1.1 200 ")


def test_silent_clients_block_no_other_request(program: Program) -> None:
    silent = [program.connect() for _ in range(40)]
    try:
        for client in silent:
            client.sendall(b"GET /healthz HTTP/1.1\r\nX: ")

        assert program.request("GET", "/healthz").status == 200
    finally:
        for client in silent:
            client.close()


def test_without_descriptors_the_worker_goes_on(installation: Installation, tmp_path: Path) -> None:
    with serving(installation.directory, tmp_path) as program:
        assert program.packet(installation.tokens["admin"]).status == 200
        main = program.process.pid
        [worker] = Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split()
        used = len(list(Path(f"/proc/{worker}/fd").iterdir()))
        before = resource.prlimit(int(worker), resource.RLIMIT_NOFILE)
        resource.prlimit(int(worker), resource.RLIMIT_NOFILE, (used + 4, before[1]))

        def ask(_: int) -> int:
            return program.request("GET", "/healthz").status

        with ThreadPoolExecutor(40) as clients:
            statuses = set(clients.map(ask, range(80)))
        resource.prlimit(int(worker), resource.RLIMIT_NOFILE, before)

        assert statuses == {200}
        assert program.packet(installation.tokens["admin"]).status == 200
        assert Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split() == [worker]


def test_without_other_threads_the_worker_goes_on(
    installation: Installation, tmp_path: Path
) -> None:
    with serving(installation.directory, tmp_path) as program:
        assert program.packet(installation.tokens["admin"]).status == 200
        main = program.process.pid
        [worker] = Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split()
        pages = int(Path(f"/proc/{worker}/statm").read_text("ascii").split()[0])
        before = resource.prlimit(int(worker), resource.RLIMIT_AS)
        # Enough for everything but the stack of a thread.
        limit = pages * resource.getpagesize() + 6 * 2**20
        resource.prlimit(int(worker), resource.RLIMIT_AS, (limit, before[1]))

        def ask(_: int) -> int:
            return program.request("GET", "/healthz").status

        with ThreadPoolExecutor(40) as clients:
            statuses = set(clients.map(ask, range(200)))
        resource.prlimit(int(worker), resource.RLIMIT_AS, before)

        assert 200 in statuses
        assert statuses <= {200, 503}
        assert program.packet(installation.tokens["admin"]).status == 200
        assert Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split() == [worker]
