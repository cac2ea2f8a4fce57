"""Malformed requests."""

import random
import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from bench.campaign.mutations import mutated
from bench.campaign.target import Tally, attacked
from demo.server import HOST

_GOAL = 100_000
_AT_A_TIME = 6
_PIPELINED = 16
_SECONDS = 15.0
_SLOWEST = 5.0
_ERROR = 500

_TOKEN = b"abcdefghijklmnopqrstuvwxyz"
_REQUESTS = tuple(
    request.replace(b"\n", b"\r\n").replace(b"TOKEN", _TOKEN)
    for request in (
        b"GET /api4/system/generate_support_packet HTTP/1.1\nHost:\nCookie: MMAUTHTOKEN=TOKEN\n\n",
        b"GET /support_packet?preview=a&since=2026-01-01T00:00 HTTP/1.1\nHost: a\n\n",
        b"GET / HTTP/1.1\nCookie: MMAUTHTOKEN=TOKEN\nAccept-Language: de;q=0.5, *\nHost: a\n\n",
        b"POST /support_packet HTTP/1.1\nHost: a\nContent-Length: 11\n\ntoken=abcde",
        b"POST /support_packet HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n5\ntoken\n0\n\n",
        b"HEAD /openapi.json HTTP/1.0\nX-Forwarded-For: 1.2.3.4, ::1\n\n",
        b"OPTIONS * HTTP/1.1\nHost: a\nExpect: 100-continue\n\n",
    )
)
_BITS = (
    *(b"\r\n", b"\0", b"\xff", b"%", b"%00", b"%c0%ae", b"..", b"//", b"\r\n\r\n", b"\n", b" "),
    *(b":", b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"HTTP/9.9", b"\t"),
    *(b"Transfer-Encoding: chunked\r\n", b"Host: b\r\n", b"A" * 70_000, b"x: y\r\n" * 200, b";q="),
)

_STATUS = re.compile(rb"HTTP/1\.[01] ([2-5][0-9]{2}) ")
"""Of an answer; not of what only asks for the rest of a request."""


def fuzz_http(directory: Path, tally: Tally, rng: random.Random, over: Callable[[], bool]) -> None:
    """Send requests with pieces removed, doubled, exchanged or inserted.

    Several on one connection: what comes after one that ended it is sent again on the next.
    """
    tally.goal = _GOAL
    with attacked(directory, tally) as target:

        def send_many(seed: int) -> None:
            own = random.Random(seed)
            waiting: list[bytes] = []
            while not over() and tally.requests < _GOAL:
                waiting += [_request(own) for _ in range(_PIPELINED - len(waiting))]
                waiting = waiting[answered(target.port, tally, waiting) :]

        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            list(threads.map(send_many, [rng.randrange(2**32) for _ in range(_AT_A_TIME)]))
        target.check()


def _request(rng: random.Random) -> bytes:
    return mutated(rng.choice(_REQUESTS), _BITS, rng)


def answered(port: int, tally: Tally, requests: list[bytes]) -> int:
    """Send the requests one after the other, and return how many of them were dealt with."""
    started = time.monotonic()
    answer = _exchange(port, b"".join(requests))
    statuses = [int(status) for status in _STATUS.findall(answer)]
    done = min(len(requests), max(1, len(statuses)))
    if answer and not answer.startswith(b"HTTP/1."):
        tally.note("broken packets", f"not HTTP: {answer[:40]!r}")
    if _ERROR in statuses:
        tally.note("crashes", f"500: {requests[min(statuses.index(_ERROR), done - 1)]!r:.120}")
    if time.monotonic() - started > _SLOWEST * done:
        tally.note("hangs", f"{requests[done - 1]!r:.120}")
    tally.add(done, statuses)
    return done


def _exchange(port: int, data: bytes) -> bytes:
    answer = bytearray()
    with suppress(OSError), socket.create_connection((HOST, port), timeout=_SECONDS) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        while piece := client.recv(1 << 16):
            answer += piece
    return bytes(answer)
