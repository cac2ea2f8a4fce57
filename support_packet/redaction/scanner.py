"""One database of hyperscan, and the expressions that it is made of."""

import os
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cache

import hyperscan

from support_packet.errors import RedactionError
from support_packet.process.memory import give_back_memory

Hit = tuple[int, int, int]
"""Which expression, literals first, then detectors; where it starts (detectors only) and ends."""

_FORM = 1
"""To be increased when the same detectors are compiled in another way."""

_MAX_REPEATS = 3
"""How many times per hit, on average, detectors that end with a range of repeats may report it
again."""

_SLOW_BETWEEN = ((8, 64), (200, 960))
"""Up to three, or two, times as long as the larger number takes hyperscan for those in between."""

_TOKENS = re.compile(rb"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""The characters that structure an expression, unlike escaped ones and those in classes."""

_MANY_TEXTS = 1000

_ENDS_WITH_REPEATS = re.compile(rb"[}*+?]\)*\Z")


class Hits(list[Hit]):
    """Hits in the order of their ends; `repeats` is how often some were reported again."""

    repeats = 0


class Scanner:
    """A hyperscan database; `compiled` is that of another one with the same expressions."""

    def __init__(
        self, literals: Sequence[bytes], detectors: Sequence[bytes], compiled: bytes | None = None
    ) -> None:
        parts = [
            (number, part)
            for number, detector in enumerate(detectors, len(literals))
            for part in alternatives(detector)
        ]
        self._repeating = frozenset(
            number for number, part in parts if _ENDS_WITH_REPEATS.search(part)
        )
        expressions = [*map(escaped, literals), *(part for _, part in parts)]
        numbers = [*range(len(literals)), *(number for number, _ in parts)]
        # Reporting where a hit starts has a price; literals do not need it, having one length.
        flags = [0] * len(literals) + [hyperscan.HS_FLAG_SOM_LEFTMOST] * len(parts)
        others = fillers(len(expressions))
        numbers += [len(literals) + len(detectors)] * len(others)
        try:
            self._database = _loaded(compiled) or _compile(
                [*expressions, *others], numbers, [*flags, *(0 for _ in others)]
            )
        except hyperscan.error:
            # The compiler's own message may repeat what it could not compile.
            raise RedactionError(
                f"Nothing can be redacted: {len(literals)} forms of secrets do not compile."
            ) from None
        self._scratch = ThreadScratch(self._database)

    @property
    def compiled(self) -> bytes:
        """What another process on this machine needs to have the same without compiling it."""
        return bytes(hyperscan.dumpb(self._database))

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


class ThreadScratch:
    """The scratch space that each thread needs to search in `database`, which is compiled."""

    def __init__(self, database: hyperscan.Database) -> None:
        self._database = database
        self._local = threading.local()

    def get(self) -> hyperscan.Scratch:
        """Return that of this thread."""
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        scratch: hyperscan.Scratch = self._local.scratch
        return scratch


def key_of(detectors: Sequence[bytes]) -> bytes:
    """Return what `Scanner.compiled` of these is known by, on a processor and engine as here."""
    return repr((_FORM, _engine(), *detectors)).encode()


@cache
def _engine() -> str:
    """Return hyperscan's version and which instructions of the processor it uses."""
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=[b"any"])
    return str(database.info())


def _loaded(compiled: bytes | None) -> hyperscan.Database | None:
    if compiled:
        with suppress(hyperscan.error):
            return hyperscan.loadb(compiled, hyperscan.HS_MODE_BLOCK)
    return None


def _compile(
    expressions: Sequence[bytes], numbers: Sequence[int], flags: Sequence[int]
) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions, ids=numbers, flags=flags)
    # Compiling the rules, which all have flags, takes some 45 MB.
    give_back_after(_MANY_TEXTS if any(flags) else len(expressions))
    return database


def give_back_after(count: int) -> None:
    """Return freed memory to the system after so many texts were compiled.

    A few take little, and a packet would wait for that.
    """
    if count >= _MANY_TEXTS:
        give_back_memory()


def fillers(count: int) -> list[bytes]:
    """Return expressions that find nothing, to be searched for with `count` others.

    Hyperscan has faster automata for more texts. These are random, so that no log has them.
    """
    enough = next((more for few, more in _SLOW_BETWEEN if few < count < more), count)
    return [escaped(os.urandom(16)) for _ in range(enough - count)]


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
