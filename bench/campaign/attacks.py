"""What is done to the service. Each attack runs against its own service."""

import os
import random
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.campaign.broken_clients import broken_clients
from bench.campaign.broken_databases import cut_connections, databases, slow_database
from bench.campaign.fuzzing import fuzz_http
from bench.campaign.shortages import clock, full_disk, low_limits
from bench.campaign.target import Tally, Target, attacked
from bench.clients import PACKET, Reply, dripping, get, together, wrong_token
from bench.program import PAGE
from demo.server import HOST

Attack = Callable[[Path, Tally, random.Random], None]
LongAttack = Callable[[Path, Tally, random.Random, Callable[[], bool]], None]
"""Goes on until its goal is reached, or what it is given says that the time is over."""

_PACKETS = 5000
_WARM = 50
_PEOPLE = ("admin", "manager", "script", "bot")
_OK = 200
_MAX_RATIO = 1.05


def load(directory: Path, tally: Tally, rng: random.Random) -> None:
    """Let fifty clients request packets and pages, also with wrong tokens."""
    with attacked(directory, tally) as target:
        admin = target.admin

        def request() -> Reply:
            path = rng.choice((PACKET, PAGE, "/healthz", ""))
            return get(target.port, path, admin) if path else wrong_token(target.port)

        replies = together(300, request, 50)
        tally.count(*replies)
        _note_broken(target, [reply.status for reply in replies])
        target.check()


def slow_clients(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Open connections that drip, that are silent, and two downloads that nobody reads."""
    with attacked(directory, tally) as target, ExitStack() as clients:
        clients.enter_context(dripping(target.port, 200))
        for _ in range(100):
            clients.enter_context(socket.create_connection((HOST, target.port)))
        for _ in range(2):
            idle = clients.enter_context(socket.create_connection((HOST, target.port)))
            request = f"GET {PACKET} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {target.admin}"
            idle.sendall(f"{request}\r\n\r\n".encode())
        target.check()


def signals(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Reload during downloads, kill a worker, stop one, and end the service."""
    with attacked(directory, tally) as target:
        for number in (signal.SIGHUP, signal.SIGHUP):
            os.kill(target.program.pid, number)
            replies = together(20, lambda: get(target.port, PACKET, target.admin), 4)
            tally.count(*replies)
            _note_broken(target, [reply.status for reply in replies])
        target.check(replaced=True)
        for number in (signal.SIGKILL, signal.SIGSTOP):
            os.kill(target.program.worker(), number)
            target.check(replaced=True)
        target.program.process.terminate()
        try:
            target.program.process.wait(20)
        except subprocess.TimeoutExpired:
            tally.note("hangs", "SIGTERM did not end it within 20 s")


def disk(directory: Path, tally: Tally, rng: random.Random) -> None:
    """Cut, replace and remove logs, configuration and database, and put others in their place."""
    with attacked(directory, tally) as target:
        log, config = target.installation.logs / "mattermost.log", target.installation.config
        content, document = log.read_bytes(), config.read_bytes()
        faults: tuple[Callable[[], object], ...] = (
            lambda: log.write_bytes(content[: rng.randrange(len(content))]),
            lambda: _replace(log, os.mkfifo),
            lambda: _replace(log, lambda path: path.symlink_to("/dev/zero")),
            lambda: log.unlink(missing_ok=True),
            lambda: config.write_bytes(document[: rng.randrange(len(document))]),
            lambda: config.write_bytes(b"\xff" * 1000),
            lambda: config.unlink(missing_ok=True),
            # Reading it fails, as on a broken disk.
            lambda: _replace(config, lambda path: path.symlink_to("/proc/self/mem")),
            lambda: target.installation.database.write_bytes(os.urandom(5000)),
        )
        database = target.installation.database.read_bytes()
        for fault in faults:
            fault()
            tally.count(*together(4, lambda: get(target.port, PACKET, target.admin), 2))
            tally.count(get(target.port, PAGE, target.admin))
            log.unlink(missing_ok=True)
            log.write_bytes(content)
            config.unlink(missing_ok=True)
            config.write_bytes(document)
            target.installation.database.write_bytes(database)
            target.check()


def _replace(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink(missing_ok=True)
    make(path)


def soak(directory: Path, tally: Tally, _chance: random.Random, over: Callable[[], bool]) -> None:
    """Make small packets, several at a time, each for another person: memory does not grow.

    What makes them runs at low priority: where others want the processors, several get more.
    """
    tally.goal = _PACKETS
    with attacked(directory, tally, {"MAX_PACKETS": len(_PEOPLE)}) as target:
        (target.installation.logs / "mattermost.log").write_text("{}\n", encoding="ascii")
        memory: list[int] = []

        def request(token: str) -> None:
            while not over() and tally.statuses[_OK] < _PACKETS + _WARM:
                tally.count(get(target.port, PACKET, token))
                memory.append(target.program.memory())

        tokens = [target.installation.tokens[person] for person in _PEOPLE]
        with ThreadPoolExecutor(len(tokens)) as threads:
            list(threads.map(request, tokens))
        fifth = max(1, len(memory) // 5)
        earlier, later = max(memory[fifth : 2 * fifth], default=0), max(memory[-fifth:], default=0)
        if later > earlier * _MAX_RATIO:
            tally.note("memory", f"{earlier / 1e6:.0f}, then {later / 1e6:.0f} MB")
        target.check()


def _note_broken(target: Target, statuses: list[int]) -> None:
    for status in statuses:
        if status == 0:
            target.tally.note("hangs", "a connection without an answer")


ATTACKS: Mapping[str, Attack] = {
    "load": load,
    "slow clients": slow_clients,
    "broken clients": broken_clients,
    "signals": signals,
    "disk": disk,
    "full disk": full_disk,
    "databases": databases,
    "cut connections": cut_connections,
    "slow database": slow_database,
    "low limits": low_limits,
    "clock": clock,
}

LONG_ATTACKS: Mapping[str, LongAttack] = {"soak": soak, "fuzzed HTTP": fuzz_http}
