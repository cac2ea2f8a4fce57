"""Databases that are frozen, send garbage or rows without end, or take two seconds a query."""

import json
import random
import re
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from support.servers.broken import broken_server, serving_tcp
from support.servers.certificates import CertificateAuthority
from support.servers.databases import postgres_database
from support.servers.flooding import flooding_mysql, flooding_postgres
from support.servers.postgres import postgres_server
from support.servers.round_trips import counted_round_trips
from support.serving.databases import fill

from bench.campaign.target import Tally, Target, attacked
from bench.clients import PACKET, get, together, wrong_token

Value = TypeVar("Value")

_Fault = Callable[[str], AbstractContextManager[int]]
"""Runs a server that speaks like `postgres` or `mysql`; the block's value is its port."""

_SOURCES = {
    "postgres": "postgres://mmuser:s3cret@127.0.0.1:{}/mattermost?sslmode=disable",
    "mysql": "mmuser:s3cret@tcp(127.0.0.1:{})/mattermost",
}
_LONGEST = 30.0
_SLOW = 2.0


def databases(directory: Path, tally: Tally, rng: random.Random) -> None:
    """Put each in place of Mattermost's database, and then the right one again."""
    garbage = rng.randbytes(4096)
    faults: Mapping[str, _Fault] = {
        "frozen": lambda _: broken_server(b"", hangs=True),
        "garbage": lambda _: broken_server(garbage, hangs=False),
        "endless": lambda kind: flooding_mysql() if kind == "mysql" else flooding_postgres(),
    }
    with attacked(directory, tally, {"NETWORK_TIMEOUT": _SLOW}) as target:
        right = target.installation.config.read_bytes()
        for name, fault in faults.items():
            for kind, source in _SOURCES.items():
                with fault(kind) as port:
                    target.set("SqlSettings", DriverName=kind, DataSource=source.format(port))
                    started = time.monotonic()
                    replies = together(8, lambda: get(target.port, PACKET, target.admin), 8)
                    replies += together(20, lambda: wrong_token(target.port), 20)
                    seconds = time.monotonic() - started
                tally.count(*replies)
                if wrong := {reply.status for reply in replies} - {429, 503}:
                    tally.note("hangs", f"{name} {kind}: {sorted(wrong)}")
                if seconds > _LONGEST:
                    tally.note("hangs", f"{name} {kind}: {seconds:.0f} s")
                target.installation.config.write_bytes(right)
                target.check()


def slow_database(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Let a PostgreSQL take two seconds for each answer; then let it be quick again."""
    with attacked(directory, tally, {"NETWORK_TIMEOUT": 3 * _SLOW}) as target:
        with in_postgres(target, lambda port: counted_round_trips(port, _SLOW)) as proxy:
            if proxy:
                _ask(target, proxy.port)
        target.check()


def cut_connections(directory: Path, tally: Tally, rng: random.Random) -> None:
    """Let the network cut connections to a PostgreSQL, each after some bytes of an answer."""
    with attacked(directory, tally, {"NETWORK_TIMEOUT": _SLOW}) as target:
        with in_postgres(target, lambda port: _cutting(port, rng)) as proxy:
            for _ in range(10):
                if proxy:
                    _ask(target, proxy)
        target.check()


def _ask(target: Target, port: int) -> None:
    """Request packets, with right and wrong tokens, while the database is behind `port`."""
    direct = target.installation.config.read_bytes()
    source = json.loads(direct)["SqlSettings"]["DataSource"]
    target.set("SqlSettings", DataSource=re.sub(r"(?<=@127\.0\.0\.1:)[0-9]+", str(port), source))
    started = time.monotonic()
    replies = together(8, lambda: get(target.port, PACKET, target.admin), 8)
    replies += together(20, lambda: wrong_token(target.port), 20)
    seconds = time.monotonic() - started
    target.tally.count(*replies)
    if wrong := {reply.status for reply in replies} - {200, 401, 429, 503}:
        target.tally.note("hangs", f"statuses {sorted(wrong)}")
    if seconds > 3 * _LONGEST:
        target.tally.note("hangs", f"{seconds:.0f} s")
    target.installation.config.write_bytes(direct)


@contextmanager
def in_postgres(
    target: Target, proxy: Callable[[int], AbstractContextManager[Value]]
) -> Iterator[Value | None]:
    """Have Mattermost's database in a PostgreSQL, behind the `proxy` of its port.

    `None` if there is no PostgreSQL on this machine.
    """
    before = target.installation.config.read_bytes()
    with ExitStack() as closing:
        try:
            folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
            server = closing.enter_context(postgres_server(CertificateAuthority(folder)))
        except pytest.skip.Exception as missing:
            target.tally.left_out = str(missing)
            yield None
            return
        filled = fill(closing.enter_context(postgres_database(server)))
        target.set("SqlSettings", DriverName="postgres", DataSource=filled.data_source)
        target.check()
        yield closing.enter_context(proxy(server.port))
        target.check()
        target.installation.config.write_bytes(before)


@contextmanager
def _cutting(server_port: int, rng: random.Random) -> Iterator[int]:
    def serve(client: socket.socket, _: threading.Event) -> None:
        left = rng.randrange(4000)
        with socket.create_connection(("127.0.0.1", server_port)) as server:
            forward = threading.Thread(target=_forward, args=(client, server), daemon=True)
            forward.start()
            while left > 0 and (answer := server.recv(min(left, 1 << 16))):
                client.sendall(answer)
                left -= len(answer)

    with serving_tcp(serve) as port:
        yield port


def _forward(client: socket.socket, server: socket.socket) -> None:
    with suppress(OSError):
        while piece := client.recv(1 << 16):
            server.sendall(piece)
        server.shutdown(socket.SHUT_WR)
