"""Clients whose connections break: in the middle of a request, of a download, or byte by byte."""

import random
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.campaign.target import Tally, Target, attacked
from bench.clients import PACKET, get, together
from demo.server import HOST

Way = Callable[[socket.socket, bytes], object]
"""Sends a request, or some of it."""

_ROUNDS = 40
_RESET = struct.pack("ii", 1, 0)
"""For `SO_LINGER`: closing sends a reset, as when a machine has gone."""


def broken_clients(directory: Path, tally: Tally, rng: random.Random) -> None:
    """Let connections break in every way; others are served meanwhile."""
    with attacked(directory, tally) as target:
        request = (
            f"GET {PACKET} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {target.admin}\r\n\r\n"
        )
        ways: tuple[Way, ...] = (
            lambda client, data: client.sendall(data[: rng.randrange(len(data))]),
            lambda client, data: _receive(client, data, rng.randrange(1, 20_000)),
            _send_slowly,
            lambda client, data: _shut(client, data, socket.SHUT_WR),
            lambda client, data: _shut(client, data, socket.SHUT_RD),
        )
        for number in range(_ROUNDS):
            _connect(target, ways[number % len(ways)], request.encode(), reset=number % 3 > 0)
            if number % 10 == 0:
                tally.count(*together(4, lambda: get(target.port, "/healthz"), 4))
        target.check()


def _connect(target: Target, way: Way, request: bytes, *, reset: bool) -> None:
    target.tally.add(1, ())
    with suppress(OSError), socket.create_connection((HOST, target.port), timeout=20) as client:
        if reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        way(client, request)


def _send_slowly(client: socket.socket, request: bytes) -> None:
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for place in range(len(request)):
        client.sendall(request[place : place + 1])
    client.recv(1)


def _receive(client: socket.socket, request: bytes, count: int) -> None:
    client.sendall(request)
    client.recv(count)


def _shut(client: socket.socket, request: bytes, how: int) -> None:
    client.sendall(request)
    client.shutdown(how)
