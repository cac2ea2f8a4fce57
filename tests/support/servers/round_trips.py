"""A proxy in front of a server that counts how often a client waits for an answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from support.servers.broken import serving_tcp

_PIECE = 1 << 16


@dataclass
class RoundTrips:
    """How many answers clients have waited for, over all connections to `port` of 127.0.0.1.

    Each answer is held back for `delay` seconds.
    """

    port: int = 0
    count: int = 0
    connections: int = 0
    delay: float = 0.0


@contextmanager
def counted_round_trips(server_port: int, delay: float = 0.0) -> Iterator[RoundTrips]:
    """Run the proxy in front of the server on `server_port`."""
    trips = RoundTrips(delay=delay)

    def serve(client: socket.socket, stopped: threading.Event) -> None:
        trips.connections += 1
        asked = threading.Event()
        with socket.create_connection(("127.0.0.1", server_port)) as server:
            forward = threading.Thread(target=_forward, args=(client, server, asked), daemon=True)
            forward.start()
            while answer := server.recv(_PIECE):
                if asked.is_set():
                    asked.clear()
                    trips.count += 1
                    stopped.wait(trips.delay)
                client.sendall(answer)

    with serving_tcp(serve) as port:
        trips.port = port
        yield trips


def _forward(client: socket.socket, server: socket.socket, asked: threading.Event) -> None:
    with suppress(OSError):
        while piece := client.recv(_PIECE):
            asked.set()
            server.sendall(piece)
    # Also where the client has closed without reading all: the server would wait for it.
    with suppress(OSError):
        server.shutdown(socket.SHUT_WR)
