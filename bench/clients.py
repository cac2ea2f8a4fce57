"""Clients of a running server: many at a time, slow ones, ones that are refused."""

import contextlib
import itertools
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from demo.server import HOST

PACKET = "/api4/system/generate_support_packet"
_SECONDS = 60.0
_PIECE = 1 << 16
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Reply:
    """What a client got: the status, 0 where the connection broke, and after how many seconds."""

    status: int
    seconds: float


def get(port: int, path: str = PACKET, token: str = "", address: str = "") -> Reply:
    """Send one request on its own connection, and read the answer to its end."""
    lines = [f"GET {path} HTTP/1.1", "Host: bench", "Connection: close"]
    lines += [f"Authorization: Bearer {token}"] * bool(token)
    lines += [f"X-Forwarded-For: {address}"] * bool(address)
    started = time.perf_counter()
    head = b""
    with (
        contextlib.suppress(OSError),
        socket.create_connection((HOST, port), timeout=_SECONDS) as client,
    ):
        client.sendall("\r\n".join([*lines, "", ""]).encode())
        head = client.recv(_PIECE)
        while client.recv(_PIECE):
            pass
    status = int(head[9:12]) if head.startswith(b"HTTP/1.") and head[9:12].isdigit() else 0
    return Reply(status, time.perf_counter() - started)


def wrong_token(port: int) -> Reply:
    """Request a packet with an unknown token, each time from another address."""
    number = next(_numbers)
    octets = number >> 16 & 255, number >> 8 & 255, number & 255
    return get(port, token=f"{number:026}", address="10.{}.{}.{}".format(*octets))


def together(count: int, request: Callable[[], Reply], at_a_time: int) -> list[Reply]:
    """Send `count` requests, `at_a_time` of them at once."""
    with ThreadPoolExecutor(at_a_time) as threads:
        return list(threads.map(lambda _: request(), range(count)))


def p99(replies: Sequence[Reply]) -> float:
    """Return the 99th percentile of the seconds."""
    return statistics.quantiles([reply.seconds for reply in replies], n=100)[98]


@contextlib.contextmanager
def busy(request: Callable[[], object], at_a_time: int) -> Iterator[None]:
    """Within this block, let `at_a_time` clients request one thing after the other."""
    over = threading.Event()

    def repeat() -> None:
        while not over.is_set():
            request()

    with ThreadPoolExecutor(at_a_time) as threads:
        for _ in range(at_a_time):
            threads.submit(repeat)
        try:
            yield
        finally:
            over.set()


@contextlib.contextmanager
def dripping(port: int, count: int) -> Iterator[list[socket.socket]]:
    """Within this block, keep `count` connections that send a few bytes of a request a second."""
    over = threading.Event()
    clients: list[socket.socket] = []

    def drip() -> None:
        while not over.wait(1):
            for client in clients:
                with contextlib.suppress(OSError):
                    client.send(b"x")

    with contextlib.ExitStack() as closing:
        for _ in range(count):
            client = closing.enter_context(socket.create_connection((HOST, port)))
            client.setblocking(False)
            client.send(b"GET / HTTP/1.1\r\nX: ")
            clients.append(client)
        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        try:
            yield clients
        finally:
            over.set()
            thread.join()
