"""Databases of hyperscan for all literals and all detectors.

Only where there are thousands of literals, another automaton searches for these.
"""

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

import hyperscan

from support_packet.errors import RedactionError
from support_packet.memory import give_back_memory
from support_packet.priority import run_at_idle_priority
from support_packet.redaction.many_literals import MANY_LITERALS, ManyLiterals

Result = TypeVar("Result")

_Find = Callable[[bytes, int], "list[tuple[int, int, int]] | None"]

Hit = tuple[int, int, int]
"""Which expression, literals first, then detectors; where it starts (detectors only) and ends."""

JOINED_FROM_BYTES = 2**28
"""After so many bytes of content literals and detectors are compiled together, which takes as much
of the processor as two passes over one GB take more than one."""

_MAX_KEPT = 2
_making = threading.Lock()
_end_of = itemgetter(2)


class Hits(list[Hit]):
    """Hits in the order of their ends; `repeats` is how often some were reported again."""

    repeats = 0


_MAX_REPEATS = 3
"""How many times per hit, on average, detectors that end with a range of repeats may report it
again."""

_TOKENS = re.compile(rb"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What tells the structure of an expression; what is escaped, or in a class, does not."""

_ENDS_WITH_REPEATS = re.compile(rb"[}*+?]\)*\Z")


class PatternDatabase:
    """Literals and detectors, compiled; safe to use in several threads at a time.

    Hits are counted from the first literal to the last detector. At first the literals have a
    database of their own, which compiles in a tenth of the time, and the detectors one that is
    kept. Where much is searched they are compiled together: one pass is faster than two.
    """

    def __init__(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        self._shift = len(literals)
        self._joined: _Scanner | None = None
        self._find_literals: _Find | None = None
        self._not_joined = None if len(literals) > MANY_LITERALS else (literals, detectors)
        self._bytes = 0
        # Hyperscan lets other threads run while it compiles.
        made = _started(lambda: detectors_only(tuple(detectors))) if detectors else None
        if len(literals) > MANY_LITERALS:
            self._find_literals = ManyLiterals(literals).find
        elif literals:
            self._find_literals = _Scanner(literals, ()).scan
        self._detectors = made() if made else None

    @property
    def is_joined(self) -> bool:
        """Whether one pass finds all."""
        return self._joined is not None

    def scan(self, data: bytes, max_hits: int) -> Hits | None:
        """Return all hits in `data`, in the order of their ends.

        `None` if there are more than `max_hits`, or too many are alike. Of a detector's hits that
        start together, and of which each ends a byte after the other, only the last is kept.
        """
        if self._joined:
            return self._joined.scan(data, max_hits)
        hits = self._detectors.scan(data, max_hits) if self._detectors else Hits()
        if hits is None or self._find_literals is None:
            return hits
        self._bytes += len(data)
        literals = self._find_literals(data, max_hits - len(hits))
        if literals is None:
            return None
        shifted = ((self._shift + number, start, end) for number, start, end in hits)
        every = Hits(sorted([*literals, *shifted], key=_end_of))
        every.repeats = hits.repeats
        return every

    def join_if_worthwhile(self) -> None:
        """Begin to compile all together, if much has been searched.

        That takes some 45 MB for a moment: it is for the time after a packet.
        """
        if self._bytes < JOINED_FROM_BYTES or not self._detectors or not self._find_literals:
            return
        expressions, self._not_joined = self._not_joined, None
        if expressions:
            with suppress(RuntimeError):  # no other thread can be started: two passes will do
                threading.Thread(target=self._join, args=expressions, daemon=True).start()

    def _join(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        run_at_idle_priority()
        with suppress(RedactionError, MemoryError):
            self._joined = _Scanner(literals, detectors)


class _Scanner:
    """A hyperscan database."""

    def __init__(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._repeating = frozenset(
            number
            for number, detector in enumerate(detectors, len(literals))
            if _ENDS_WITH_REPEATS.search(detector)
        )
        parts = [
            (number, part)
            for number, detector in enumerate(detectors, len(literals))
            for part in alternatives(detector)
        ]
        expressions = [*map(escaped, literals), *(part for _, part in parts)]
        numbers = [*range(len(literals)), *(number for number, _ in parts)]
        # Reporting where a hit starts has a price; literals do not need it, having one length.
        flags = [0] * len(literals) + [hyperscan.HS_FLAG_SOM_LEFTMOST] * len(parts)
        try:
            self._database.compile(expressions, ids=numbers, flags=flags)
        except hyperscan.error:
            # The compiler's own message may repeat what it could not compile.
            raise RedactionError(
                f"Nothing can be redacted: {len(literals)} forms of secrets do not compile."
            ) from None
        self._scratch = ThreadScratch(self._database)
        # Compiling takes some 45 MB.
        give_back_memory()

    def scan(self, data: bytes, max_hits: int) -> Hits | None:
        """See `PatternDatabase.scan`."""
        hits = Hits()
        add, repeating = hits.append, self._repeating
        most = max_hits

        def note(number: int, start: int, end: int, _flags: int, _context: object) -> bool:
            if number in repeating and hits and hits[-1] == (number, start, end - 1):
                hits[-1] = number, start, end
                hits.repeats += 1
                return hits.repeats > most * _MAX_REPEATS
            add((number, start, end))
            # To return true ends the scan.
            return len(hits) > most

        try:
            self._database.scan(data, note, scratch=self._scratch.get())
        except hyperscan.ScanTerminated:
            return None
        return hits


def detectors_only(detectors: tuple[bytes, ...]) -> _Scanner:
    """Return what searches for the detectors: it holds no secrets, and is made once."""
    with _making:
        return _kept_detectors(detectors)


@lru_cache(maxsize=_MAX_KEPT)
def _kept_detectors(detectors: tuple[bytes, ...]) -> _Scanner:
    return _Scanner((), detectors)


def _started(work: Callable[[], Result]) -> Callable[[], Result]:
    """Do `work` in a thread if there may be one more; what is returned waits for the result."""
    threads = ThreadPoolExecutor(1)
    try:
        return threads.submit(work).result
    except RuntimeError:
        return work
    finally:
        threads.shutdown(wait=False)


class ThreadScratch:
    """The space that each thread needs of its own to search in `database`, which is compiled."""

    def __init__(self, database: hyperscan.Database) -> None:
        self._database = database
        self._local = threading.local()

    def get(self) -> hyperscan.Scratch:
        """Return that of this thread."""
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        scratch: hyperscan.Scratch = self._local.scratch
        return scratch


def alternatives(detector: bytes) -> list[bytes]:
    """Return the alternatives of an expression that has them outside of all groups.

    Hyperscan turns an expression into texts only up to some number of them, and is slow otherwise.
    """
    depth, starts = 0, [0]
    for token in _TOKENS.finditer(detector):
        depth += {b"(": 1, b")": -1}.get(token[0], 0)
        if token[0] == b"|" and depth == 0:
            starts.append(token.end())
    ends = [*(start - 1 for start in starts[1:]), len(detector)]
    return [detector[start:end] for start, end in zip(starts, ends, strict=True)]


def escaped(literal: bytes) -> bytes:
    """Write a literal as an expression, zero bytes too."""
    # Byte by byte it would be a good part of what compiling costs.
    return b"\\x" + literal.hex(" ").replace(" ", "\\x").encode() if literal else b""
