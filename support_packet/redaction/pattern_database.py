"""One hyperscan database for all literals and all detectors, searched in a single pass.

Only where there are thousands of literals, another automaton searches for these.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

import hyperscan

from support_packet.errors import RedactionError
from support_packet.memory import give_back_memory
from support_packet.redaction.many_literals import MANY_LITERALS, ManyLiterals

Result = TypeVar("Result")

Hit = tuple[int, int, int]
"""Which expression, literals first, then detectors; where it starts (detectors only) and ends."""

_MAX_KEPT = 2
_end_of = itemgetter(2)

_MAX_CALLS_PER_HIT = 6
"""How often a detector that ends with a range of repeats reports the same hit again."""


class PatternDatabase:
    """Literals and detectors, compiled; safe to use in several threads at a time.

    Hits are counted from the first literal to the last detector.
    """

    def __init__(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        self._many: ManyLiterals | None = None
        self._shift = 0
        if len(literals) > MANY_LITERALS:
            # Hyperscan lets other threads run while it compiles.
            detectors_only = _started(lambda: _scanner((), detectors))
            self._many = ManyLiterals(literals)
            self._shift = len(literals)
            self._scanner = detectors_only()
        else:
            self._scanner = _scanner(literals, detectors)

    def scan(self, data: bytes, max_hits: int) -> list[Hit] | None:
        """Return all hits in `data`, in the order of their ends.

        `None` if there are more than `max_hits`, or too many are alike. Of a detector's hits that
        start together, and of which each ends a byte after the other, only the last is kept.
        """
        hits = [] if self._scanner is None else self._scanner.scan(data, max_hits)
        if hits is None or self._many is None:
            return hits
        shifted = ((self._shift + number, start, end) for number, start, end in hits)
        literals = self._many.find(data, max_hits - len(hits))
        return None if literals is None else sorted([*literals, *shifted], key=_end_of)


class _Scanner:
    """A hyperscan database."""

    def __init__(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._first_detector = len(literals)
        expressions = [*map(escaped, literals), *detectors]
        # Reporting where a hit starts has a price; literals do not need it, having one length.
        flags = [0] * len(literals) + [hyperscan.HS_FLAG_SOM_LEFTMOST] * len(detectors)
        try:
            self._database.compile(expressions, ids=range(len(expressions)), flags=flags)
        except hyperscan.error:
            # The compiler's own message may repeat what it could not compile.
            raise RedactionError(
                f"Nothing can be redacted: {len(literals)} forms of secrets do not compile."
            ) from None
        self._scratch = ThreadScratch(self._database)
        # Compiling takes some 45 MB.
        give_back_memory()

    def scan(self, data: bytes, max_hits: int) -> list[Hit] | None:
        """See `PatternDatabase.scan`."""
        hits: list[Hit] = []
        add, first = hits.append, self._first_detector
        most, repeats = max_hits, 0

        def note(number: int, start: int, end: int, _flags: int, _context: object) -> bool:
            nonlocal repeats
            hit = number, start, end
            if number >= first and hits:
                last = hits[-1]
                if last[1] == start and last[0] == number and last[2] == end - 1:
                    hits[-1] = hit
                    repeats += 1
                    return repeats > most * _MAX_CALLS_PER_HIT
            add(hit)
            # To return true ends the scan.
            return len(hits) > most

        try:
            self._database.scan(data, note, scratch=self._scratch.get())
        except hyperscan.ScanTerminated:
            return None
        return hits


def _scanner(literals: Sequence[bytes], detectors: Sequence[bytes]) -> _Scanner | None:
    if literals:
        return _Scanner(literals, detectors)
    return _detectors_only(tuple(detectors)) if detectors else None


@lru_cache(maxsize=_MAX_KEPT)
def _detectors_only(detectors: tuple[bytes, ...]) -> _Scanner:
    """Return what searches for the detectors: it holds no secrets, and is made once."""
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


def escaped(literal: bytes) -> bytes:
    """Write a literal as an expression, zero bytes too."""
    # Byte by byte it would be a good part of what compiling costs.
    return b"\\x" + literal.hex(" ").replace(" ", "\\x").encode() if literal else b""
