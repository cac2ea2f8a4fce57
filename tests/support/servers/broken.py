"""TCP servers that do not do what a server does."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def broken_server(greeting: bytes = b"", *, hangs: bool) -> Iterator[int]:
    """Run a server that sends `greeting` to whoever connects, then hangs or hangs up.

    Yields its port on 127.0.0.1. A hanging server reads, and never answers.
    """

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.sendall(greeting)
                while hangs and self.request.recv(4096):
                    pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
