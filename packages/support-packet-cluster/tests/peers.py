"""Nodes that are not support-packet, or that should not be believed: a small raw HTTP server."""

import io
import json
import select
import socket
import socketserver
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Serve = Callable[[socket.socket, threading.Event], object]
"""What is done with a connection once its request is read; the event ends it."""

ZIP = b"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nConnection: close\r\n%s\r\n"
_SECONDS = 30.0


def answer(status: str, body: bytes, kind: str = "application/json", **headers: str) -> bytes:
    """Return a whole answer; an underscore in a header's name means a hyphen."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


READY = answer("200 OK", json.dumps({"status": "OK", "database": "OK"}).encode())


@dataclass
class Peer:
    """Answers `/readyz` with `state` and all else with `packet`; `asked` has the requests."""

    packet: bytes | Serve = b""
    state: bytes | Serve = READY
    asked: list[str] = field(default_factory=list)

    def serve(self, client: socket.socket, stopped: threading.Event) -> None:
        """Read one request and answer it."""
        request = b""
        while b"\r\n\r\n" not in request and (more := client.recv(65536)):
            request += more
        self.asked.append(request.decode())
        reply = self.state if b" /readyz " in request else self.packet
        if isinstance(reply, bytes):
            client.sendall(reply)
        else:
            reply(client, stopped)


def zipped(
    files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, header: str = ""
) -> bytes:
    """Return the answer that is a packet of `files`."""
    return ZIP % header.encode() + archive_of(files, method)


def archive_of(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of `files`."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return buffer.getvalue()


def silent(client: socket.socket, stopped: threading.Event) -> None:
    """Say nothing until the client leaves."""
    dripping(b"", client, stopped)


def dripping(start: bytes, client: socket.socket, stopped: threading.Event) -> None:
    """Send `start`, then a byte from time to time, until the client leaves."""
    client.sendall(start)
    while not stopped.wait(0.05):
        if start:
            client.sendall(b"x")
        elif select.select([client], [], [], 0)[0] and not client.recv(1):
            return


@contextmanager
def listening(peers: Mapping[str, Peer], port: int) -> Iterator[None]:
    """Let each of `peers` answer at its own address of the loopback interface."""
    stopped = threading.Event()
    with ExitStack() as stack:
        stack.callback(stopped.set)
        for address, peer in peers.items():
            stack.enter_context(_server(address, port, peer, stopped))
        yield


@contextmanager
def _server(address: str, port: int, peer: Peer, stopped: threading.Event) -> Iterator[None]:
    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(_SECONDS)
            with suppress(OSError):
                peer.serve(self.request, stopped)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Print nothing."""

    with Server((address, port), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            server.shutdown()
            thread.join()
