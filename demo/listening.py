"""Servers of the demo in threads of this process."""

import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any


class _HangUps(socketserver.BaseServer):
    """Clients may hang up whenever they like: a real server does not report that either."""

    def handle_error(self, request: Any, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class HttpServer(_HangUps, ThreadingHTTPServer):
    """An HTTP server with a thread for each connection."""


class TcpServer(_HangUps, socketserver.ThreadingTCPServer):
    """A server of another protocol."""

    daemon_threads = True


@contextmanager
def listening(server: socketserver.TCPServer) -> Iterator[int]:
    """Serve until the block ends; yield the port."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
