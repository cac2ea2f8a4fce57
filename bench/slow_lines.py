"""Searches for the lines that are slowest to redact, and keeps the worst that it ever found.

A log that consists of one line is packed as in a packet: two workers redact, check and compress it.
Its cost is compared with that of an ordinary log, in turn with it.
"""

import base64
import gc
import json
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bench.corpus import MIB, log_lines, secrets
from bench.line_mutations import Mutations
from bench.table import Figure
from support_packet.archive.packing import pack
from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules import SECRET_RULES

KEPT = Path(__file__).with_name("slowest_lines.json")
MAX_KEPT = 48
"""How many lines are kept, each with different words."""

SECONDS = 20.0
"""How long new lines are tried before the slowest are measured, which takes about as long."""

_KNOWN = 200
_SAMPLE_BYTES = 5 * MIB // 8
"""More than a block, so that what looks for its end is tried, too."""

_LOG_BYTES = 2 * MIB
_ROUNDS = 2
_MEASURED = 4
_PARENTS = 24
_RECHECK = 40
"""After how many lines the ordinary log is timed again: machines vary in speed."""

_WORD = re.compile(rb"[a-z]{4,}")

MAX_RATIO = 3
"""How many times longer than an ordinary log a log of any line may take."""

_DATE = datetime(2026, 11, 22, 14, 18, tzinfo=UTC)


class Cost(NamedTuple):
    """How many times longer than an ordinary log takes the same size of a line."""

    wall: float
    cpu: float


class Tried(NamedTuple):
    """A line, and about how many times longer than an ordinary one a processor takes for it."""

    cpu: float
    line: bytes


class SlowLines:
    """Tries lines on a redactor with many known values and the last check, as packets use it."""

    def __init__(self) -> None:
        known = secrets(_KNOWN)
        self._redactor = Redactor(known, check=True)
        # As the server does: collections do not look again at what was loaded before.
        gc.collect()
        gc.freeze()
        self._usual = log_lines(_LOG_BYTES, known)
        self._usual_seconds = 1.0
        self._until_recheck = 0

    def search(self, seed: int, seconds: float, before: Iterable[bytes] = ()) -> list[Tried]:
        """Try mutations of all rules' examples and of the lines `before`; the slowest come first.

        The slowest so far are mutated on. All of `before` are among those that are returned.
        """
        mutations = Mutations(SECRET_RULES, seed)
        end = time.monotonic() + seconds
        found = {line: self._try(line) for line in before}
        parents = sorted(found, key=found.__getitem__)[-_PARENTS:]
        while time.monotonic() < end:
            line = mutations.next_line(parents)
            if line in found:
                continue
            found[line] = self._try(line)
            if len(parents) < _PARENTS or found[line] > found[parents[0]]:
                parents = sorted([*parents, line], key=found.__getitem__)[-_PARENTS:]
        return sorted((Tried(cpu, line) for line, cpu in found.items()), reverse=True)

    def measure(self, line: bytes) -> Cost:
        """Measure one line exactly: the better of two rounds, in turn with the ordinary log."""
        log = _repeated(line, _LOG_BYTES)
        rounds = [(self._packed(self._usual), self._packed(log)) for _ in range(_ROUNDS)]
        usual, slow = ([costs[which] for costs in rounds] for which in (0, 1))
        walls, cpus = (
            min(cost[kind] for cost in slow) / min(cost[kind] for cost in usual) for kind in (0, 1)
        )
        return Cost(walls, cpus)

    def _try(self, line: bytes) -> float:
        if self._until_recheck == 0:
            self._until_recheck = _RECHECK
            self._usual_seconds = self._seconds(self._usual[:_SAMPLE_BYTES])
        self._until_recheck -= 1
        return self._seconds(_repeated(line, _SAMPLE_BYTES)) / self._usual_seconds

    def _seconds(self, data: bytes) -> float:
        """Return the better of two times of the processor for a block and the rest."""
        return min(self._once(data), self._once(data))

    def _once(self, data: bytes) -> float:
        started = time.thread_time()
        for block in Blocks([data], self._redactor):
            if block:
                pack(block, self._redactor, "fast")
        return time.thread_time() - started

    def _packed(self, log: bytes) -> tuple[float, float]:
        """Return the seconds of time and of processors for a packet with this log."""
        wall, cpu = time.perf_counter(), time.process_time()
        pieces = (log[start : start + MIB] for start in range(0, len(log), MIB))
        with closing(PacketArchive(self._redactor, modified=_DATE)) as archive:
            for _ in archive.entry("mattermost.log", pieces, len(log)):
                pass
        return time.perf_counter() - wall, time.process_time() - cpu


def kept() -> list[bytes]:
    """Return the slowest lines that were ever found."""
    return [base64.b64decode(line) for line in json.loads(KEPT.read_text(encoding="ascii"))]


def keep(tried: Iterable[Tried]) -> None:
    """Save the slowest lines, so that later runs begin with them; lines may hold any byte."""
    kinds: dict[tuple[bytes, ...], bytes] = {}
    for _, line in sorted(tried, reverse=True):
        kinds.setdefault(tuple(_WORD.findall(line.lower())[:2]), line)
    lines = [base64.b64encode(line).decode() for line in kinds.values()]
    KEPT.write_text(json.dumps(lines[:MAX_KEPT], indent=0) + "\n", encoding="ascii")


def _repeated(line: bytes, size: int) -> bytes:
    return (line + b"\n") * max(1, size // (len(line) + 1))


def slow_lines(seconds: float = SECONDS, seed: int | None = None) -> Iterator[Figure]:
    """Yield what the slowest line costs that is known or found now, in both kinds of time."""
    latest = time.monotonic() + 2 * seconds
    bench = SlowLines()
    seed = int(time.time()) if seed is None else seed
    tried = bench.search(seed, seconds, kept())
    keep(tried)
    costs = [bench.measure(line) for _, line in tried[:1]]
    for _, line in tried[1:_MEASURED]:
        if time.monotonic() > latest:
            break
        costs.append(bench.measure(line))
    yield Figure(
        "the slowest line, processor time",
        " ×",
        MAX_RATIO,
        MAX_RATIO,
        max(cost.cpu for cost in costs),
    )
    yield Figure(
        "the slowest line, time", " ×", MAX_RATIO, MAX_RATIO, max(cost.wall for cost in costs)
    )
    share = sum(cpu > MAX_RATIO for cpu, _ in tried) / len(tried)
    yield Figure("tried lines above 3 ×", " %", None, 0, 100 * share)
