"""TCP servers that do not do what a server does: they hang, hang up, or never finish."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Serve = Callable[[socket.socket, threading.Event], object]
"""What a server does with one client until the event is set."""


@contextmanager
def broken_server(
    greeting: bytes = b"", *, hangs: bool, connections: list[Any] | None = None
) -> Iterator[int]:
    """Run a server that sends `greeting` to each client, then hangs or hangs up.

    Yields its port on 127.0.0.1. A hanging server reads, and never answers. Each connection is
    added to `connections`.
    """

    def serve(client: socket.socket, _: threading.Event) -> None:
        if connections is not None:
            connections.append(client)
        client.sendall(greeting)
        while hangs and client.recv(4096):
            pass

    with serving_tcp(serve) as port:
        yield port


@contextmanager
def noting_server(greeting: bytes, requests: list[str]) -> Iterator[int]:
    """Run a server that adds what each client sends to `requests`, and answers with `greeting`.

    Yields its port on 127.0.0.1.
    """

    def serve(client: socket.socket, _: threading.Event) -> None:
        requests.append(client.recv(65536).decode())
        client.sendall(greeting)

    with serving_tcp(serve) as port:
        yield port


@contextmanager
def slow_server(greeting: bytes, drop: bytes, *, seconds: float) -> Iterator[int]:
    """Run a server that answers with `greeting`, then sends `drop` every so many `seconds`.

    Yields its port on 127.0.0.1. It sends until the client or the block ends.
    """

    def serve(client: socket.socket, stopped: threading.Event) -> None:
        client.recv(4096)
        client.sendall(greeting)
        while not stopped.wait(seconds):
            client.sendall(drop)

    with serving_tcp(serve) as port:
        yield port


@contextmanager
def serving_tcp(serve: Serve) -> Iterator[int]:
    """Run a server that treats each client as `serve` does; yields its port on 127.0.0.1."""
    stopped = threading.Event()
    clients: list[socket.socket] = []

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                serve(self.request, stopped)

    class Server(socketserver.ThreadingTCPServer):
        def process_request(self, request: Any, client_address: Any) -> None:
            clients.append(request)
            super().process_request(request, client_address)

    with Server(("127.0.0.1", 0), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            stopped.set()
            server.shutdown()
            thread.join()
            # A handler may be waiting for a client that neither reads nor writes.
            for client in clients:
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)
