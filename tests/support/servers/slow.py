"""A TCP server that never comes to an end."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def slow_server(greeting: bytes, drop: bytes, *, seconds: float) -> Iterator[int]:
    """Run a server that sends `greeting` when asked, then `drop` every so many `seconds`.

    Yields its port on 127.0.0.1. It stops when the client hangs up.
    """
    stopped = threading.Event()

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.recv(4096)
                self.request.sendall(greeting)
                while not stopped.wait(seconds):
                    self.request.sendall(drop)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            stopped.set()
            server.shutdown()
            thread.join()
