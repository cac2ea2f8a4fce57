"""Clients that take nothing, or whose network fails: their problem, not an error of ours."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import repeat
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import TConn

from support_packet.web.serving.worker import Worker

REQUEST = b"GET / HTTP/1.1\r\nHost: test\r\n\r\n"


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Return the server's end of a connection whose client reads nothing, for a moment only."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
        closing(server.accept()[0]) as connection,
    ):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 50)
        client.sendall(REQUEST)
        yield connection


def endless(_environ: Any, start_response: Callable[..., Any]) -> Iterator[bytes]:
    start_response("200 OK", [])
    return repeat(b"x" * 65536)


def broken(_environ: Any, start_response: Callable[..., Any]) -> Iterator[bytes]:
    start_response("200 OK", [])
    yield b"x"
    raise OSError(5, "Input/output error")


class Log(logging.LoggerAdapter[logging.Logger]):
    """gunicorn's log as this program has it, without lines for requests."""

    def access(self, *_: object) -> None:
        """Write none."""


def answer(application: Callable[..., Any], connection: socket.socket) -> bool:
    """Let a worker answer one request; return whether the connection can be used again."""
    log = Log(logging.getLogger("gunicorn.error"), {})
    worker = Worker(1, 1, [], None, 30, Config(), log)
    worker.wsgi = application
    taken = TConn(worker.cfg, connection, ("127.0.0.1", 1), connection.getsockname())
    taken.data_ready = True
    try:
        return bool(worker.handle(taken))
    finally:
        worker.tmp.close()


def test_a_client_that_takes_nothing_is_not_in_the_log(
    silent: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "support_packet")

    assert not answer(endless, silent)

    [record] = caplog.records
    assert (record.levelname, record.exc_info) == ("DEBUG", None)
    assert record.getMessage() == "A client left: Connection timed out"


def test_an_error_of_ours_still_does(
    silent: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    assert not answer(broken, silent)

    assert "Input/output error" in caplog.text
