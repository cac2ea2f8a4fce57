"""The demo's own servers print nothing when a client hangs up."""

import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from demo.listening import HttpServer, listening


def test_a_client_that_hangs_up_is_not_reported(capfd: pytest.CaptureFixture[str]) -> None:
    raised = threading.Event()

    class Watched(HttpServer):
        def handle_error(self, request: object, client_address: object) -> None:
            super().handle_error(request, client_address)
            raised.set()

    with listening(Watched(("127.0.0.1", 0), BaseHTTPRequestHandler)) as port:
        client = socket.create_connection(("127.0.0.1", port), timeout=30)
        # Closing it then resets the connection.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        assert raised.wait(30)

    assert capfd.readouterr().err == ""


def test_a_mistake_of_ours_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(BaseHTTPRequestHandler):
        def handle(self) -> None:
            raise KeyError("a mistake")

    with (
        listening(HttpServer(("127.0.0.1", 0), Broken)) as port,
        socket.create_connection(("127.0.0.1", port), timeout=30) as client,
    ):
        assert client.recv(1) == b""

    assert "KeyError: 'a mistake'" in capfd.readouterr().err
