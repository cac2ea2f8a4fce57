"""The service that is attacked, and what may never happen to it."""

import contextlib
import io
import json
import os
import resource
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from bench.clients import PACKET, Reply, get
from bench.program import Program, running
from demo.installation import Installation, build_installation
from demo.server import Server
from support_packet.testing import find_secrets

PATIENCE = 20.0
"""Seconds after an attack within which the service has to answer again."""

FAULTS = ("crashes", "hangs", "leaks", "broken packets", "memory", "descriptors")
_MAX_GROWTH = 120e6
_MAX_DESCRIPTORS = 60
_LOG_BYTES = 300_000


@dataclass
class Tally:
    """What one attack did and found: `faults` by kind, each with a note.

    `goal` is how many requests, inputs or packets a whole campaign should have.
    """

    rounds: int = 0
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FAULTS})
    left_out: str = ""
    goal: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, kind: str, what: str) -> None:
        """Count a fault."""
        self.faults[kind].append(what)

    def count(self, *replies: Reply) -> None:
        """Count what clients got."""
        self.add(len(replies), [reply.status for reply in replies])

    def add(self, requests: int, statuses: Iterable[int]) -> None:
        """Count requests, and the statuses of their answers; safe in several threads."""
        with self._lock:
            self.requests += requests
            self.statuses.update(statuses)


class Target:
    """A service with its own installation, which an attack may change."""

    def __init__(self, program: Program, installation: Installation, tally: Tally) -> None:
        self.program = program
        self.installation = installation
        self.tally = tally
        self.admin = installation.tokens["admin"]
        self.worker = program.worker()

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return self.program.port

    def get(self, path: str = "/healthz", token: str = "", address: str = "") -> Reply:
        """Send one request, and count the answer."""
        reply = get(self.port, path, token, address)
        self.tally.count(reply)
        return reply

    def set(self, section: str, **values: object) -> None:
        """Change the configuration."""
        document = json.loads(self.installation.config.read_text(encoding="utf-8"))
        document[section] |= values
        self.installation.config.write_text(json.dumps(document), encoding="utf-8")

    def limit(self, kind: int, value: int) -> contextlib.AbstractContextManager[None]:
        """Return a block within which a limit of the worker's resources is this low."""
        return _limited(self.worker, kind, value)

    def check_packet(self) -> None:
        """Download a packet and look into it; note what is wrong with it."""
        server = Server(self.program.process, self.port, Path(os.devnull))
        until = time.monotonic() + PATIENCE
        while True:
            answer = server.request("GET", PACKET, self.admin)
            self.tally.requests += 1
            self.tally.statuses[answer.status] += 1
            if answer.status == HTTPStatus.OK:
                break
            if time.monotonic() > until:
                self.tally.note("hangs", f"no packet: {answer.body[:100]!r}")
                return
            time.sleep(0.2)
        try:
            with zipfile.ZipFile(io.BytesIO(answer.body)) as packet:
                broken = packet.testzip()
        except zipfile.BadZipFile as error:
            broken = str(error)
        if broken:
            self.tally.note("broken packets", broken)
        for leak in find_secrets(answer.body, self.installation.secrets, depth=1):
            self.tally.note("leaks", leak.file)

    def check(self, *, replaced: bool = False) -> None:
        """Note what the attack has broken; its worker was `replaced` if that was the attack."""
        if self.program.process.poll() is not None:
            self.tally.note("crashes", f"the program ended: {self.program.process.returncode}")
            return
        until = time.monotonic() + PATIENCE
        while self.get().status != HTTPStatus.OK:
            if time.monotonic() > until:
                self.tally.note("hangs", "/healthz does not answer")
                return
        if not replaced and self.program.worker() != self.worker:
            self.tally.note("crashes", "the worker was replaced")
        self.worker = self.program.worker()
        self.check_packet()
        if "Traceback" in (log := self.program.log.read_text(encoding="utf-8", errors="replace")):
            self.tally.note("crashes", log[log.index("Traceback") :][:200])

    def check_growth(self, memory: int, descriptors: int) -> None:
        """Note what is more than it was before, and stays so."""
        until = time.monotonic() + PATIENCE
        while (now := self.program.descriptors()) > descriptors + _MAX_DESCRIPTORS:
            if time.monotonic() > until:
                self.tally.note("descriptors", f"{descriptors} before, {now} afterwards")
                break
            time.sleep(0.5)
        if (grown := self.program.memory() - memory) > _MAX_GROWTH:
            self.tally.note("memory", f"{grown / 1e6:.0f} MB more")


@contextlib.contextmanager
def attacked(
    directory: Path, tally: Tally, variables: Mapping[str, object] | None = None
) -> Iterator[Target]:
    """Serve a new installation in `directory` for one attack."""
    installation = build_installation(directory, log_bytes=_LOG_BYTES)
    with running(installation, variables or {}) as program:
        target = Target(program, installation, tally)
        target.check_packet()
        memory, descriptors = program.memory(), program.descriptors()
        yield target
        if program.process.poll() is None:
            target.check_growth(memory, descriptors)


@contextlib.contextmanager
def _limited(pid: int, kind: int, value: int) -> Iterator[None]:
    before = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (value, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, kind, before)
