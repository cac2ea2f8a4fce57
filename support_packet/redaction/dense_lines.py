"""Masks lines whole that hold very many secrets, because each hit costs time.

A hit calls back into Python, and a line can be made to have one in every few bytes. So a dense line
is given up early: with a dozen masks on it there is little left to read. After a run of dense lines
some are masked unscanned, since even a scan that is given up takes time: a log that is dense
throughout would otherwise take many times as long as any other. A run hides at most as many
harmless lines as it has itself.

The cost of the search through a block is bounded, too: by a fixed budget, which grows with each
byte. Once the fixed part is spent, the block is scanned in small pieces. A piece with a hit in
every 25 bytes is masked whole, and so is one with more hits than the budget allows, or the rest of
it from where the budget is spent; pieces with few hits are always searched.
"""

import re
from collections.abc import Callable, Iterator
from math import ceil

from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.looks import MAX_EFFORT, Looks
from support_packet.redaction.scanner import Hit, Hits
from support_packet.redaction.spans import Found

MAX_HITS = 512
"""A block with more hits is scanned in parts."""

LONG_LINE = 32767
MAX_ON_LONG_LINE = 512
MAX_ON_LINE = 12
MAX_IN_BATCH = 1024
"""A long line with more hits is masked whole. A shorter one is masked when it has more than
`MAX_ON_LINE` and the lines that are scanned with it have more than `MAX_IN_BATCH`."""

LONG_RUN = 128
_SKIP_AFTER = {1024: 256, LONG_RUN: LONG_RUN, 8: 8}
"""How many lines are masked unscanned after a run of at least this many dense lines."""

_FREE = 3_000_000
_FOR_KIB = 42_000
"""The budget for the search through a block, in nanoseconds, and how much it grows with each
KiB."""

_WHOLE = 512 * 1024
"""A smaller block has the budget of one of this size: a file has at most one smaller block."""

# About how many nanoseconds it takes: fixed, so that the same block always has the same result.
_COST_OF_SCAN = 10_000  # of a part
_COST_OF_HIT = 500  # to report it
_COST_OF_REPEAT = 300  # to report it again
_COST_OF_EFFORT = 300  # of 1, to look at hits
_COST_OF_SECRET = 1_000  # to replace it
_COST_OF_ESCAPED = 4_000  # the same, in a block with escapes

_BATCH = 16 * 1024
"""How many bytes of lines are scanned at once, as long as there are not too many hits."""

_PIECE = 4096
_NEXT_PIECE = 1024
_CROWDED = 40
_FEW = 1
_LITTLE_EFFORT = 12
"""Once `_FREE` is spent, pieces of `_PIECE` bytes are scanned, or of `_NEXT_PIECE` after a dense
one. A piece is masked if it has more than `_CROWDED` hits for each KiB, or exceeds the budget; not
if it has at most `_FEW` hits and `_LITTLE_EFFORT` effort for each KiB."""

_RESERVE = 1_000_000
"""How much has to be left for a piece after a dense one to be searched: each run of dense lines
costs about fifty thousand for what begins in it."""

Scan = Callable[[int, int, int], Hits | None]
"""Scans a part of a block: its start, its end, and how many hits it may have; `None` if more."""

Look = Callable[[list[Hit], int, int], Looks]
"""Returns the secrets of hits, given where the part begins, up to a maximum effort."""

_Part = tuple[list[Found], int, int]
"""The secrets of a part of a block, where its dense lines begin, and where it ends."""

_SHORT_LINES = rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,%d}"
_SKIPPED = {lines: re.compile(_SHORT_LINES % (LONG_LINE, lines)) for lines in _SKIP_AFTER.values()}


class DenseBlock:
    """The search through a block with very many hits.

    Without `limited` nothing is masked whole but dense lines.
    """

    def __init__(self, block: bytes, scan: Scan, look: Look, *, limited: bool = True) -> None:
        self._block, self._scan, self._look = block, scan, look
        self._limited = limited
        self._cost_of_secret = _COST_OF_ESCAPED if b"\\" in block else _COST_OF_SECRET
        self._free = _FREE + _FOR_KIB * max(0, _WHOLE - len(block)) // 1024
        self._spent = self._hits = self._effort = 0
        self._batch_end = 0

    def spans(self, start: int, end: int) -> Iterator[Found]:
        """Yield what is to be replaced in a block of which `start` to `end` is sent."""
        # `run` counts the dense lines right before `position`.
        block, position, run = self._block, 0, 0
        while position < len(block):
            if skip := next((lines for most, lines in _SKIP_AFTER.items() if run >= most), 0):
                first, position, run = position, _end(_SKIPPED[skip], block, position), run + skip
                yield from _masked(block, max(first, start), min(position, end))
            first = position
            # Also after lines that were skipped one line, so that a run ends where it is not dense.
            found, stop, position = self._next_part(first, in_run=run > 0, one_line=skip > 0)
            yield from found
            yield from _masked(block, max(stop, start), min(position, end))
            before = run if stop == first else 0
            run = before + max(1, block.count(b"\n", stop, position)) if stop < position else 0

    def _next_part(self, first: int, *, in_run: bool, one_line: bool) -> _Part:
        """Return the secrets of a piece, a batch or a line, where it is dense, and its end.

        A batch with few hits takes one scan; the lines of any other are scanned one by one.
        """
        if self._limited and self._spent > self._free:
            return self._piece(first, in_run=in_run)
        if not one_line and first >= self._batch_end:
            last = self._batch_end = _lines_end(self._block, first, _BATCH)
            # A long line is in no batch.
            if last - first <= _BATCH:
                found, stop, _ = self._find(first, last, MAX_IN_BATCH)
                if stop > first:
                    return found, stop, stop
        last = _lines_end(self._block, first, 0)
        most = MAX_ON_LONG_LINE if last - first > LONG_LINE else MAX_ON_LINE
        return self._find(first, last, most)

    def _find(self, first: int, last: int, max_hits: int, reserve: int | None = None) -> _Part:
        """Return the secrets of a part up to where looking at them costs too much.

        It is dense from its beginning on if it has too many hits, or, where there is a `reserve`,
        if the budget without it is not enough for hits like those before.
        """
        hits = self._scan(first, last, max_hits)
        self._spent += _COST_OF_SCAN
        if hits is None:
            self._spent += max_hits * _COST_OF_HIT
            return [], first, last
        self._spent += _COST_OF_HIT * len(hits) + _COST_OF_REPEAT * hits.repeats
        least = ceil(_LITTLE_EFFORT * (last - first) / 1024)
        effort = max(self._left(last) // _COST_OF_EFFORT, least) if self._limited else MAX_EFFORT
        expected = len(hits) * self._effort // max(1, self._hits)
        must_fit = reserve is not None and expected > least
        if must_fit and effort < expected + (reserve or 0) // _COST_OF_EFFORT:
            return [], first, last
        looks = self._look(hits, first, effort)
        self._hits += len(hits)
        self._effort += looks.effort
        self._spent += _COST_OF_EFFORT * looks.effort + self._cost_of_secret * len(looks.found)
        if looks.looked_until >= last:
            return looks.found, last, last
        # Only whole lines are masked.
        stop = max(first, self._block.rfind(b"\n", 0, looks.looked_until) + 1)
        return looks.found, stop, last

    def _left(self, position: int) -> int:
        """Return what the search up to `position` may still cost."""
        return self._free + _FOR_KIB * position // 1024 - self._spent

    def _piece(self, first: int, *, in_run: bool) -> _Part:
        """Return what `_find` does for a small piece, which may have only so many hits."""
        last = _lines_end(self._block, first, _NEXT_PIECE if in_run else _PIECE)
        kib = (last - first) / 1024
        paid = self._left(last) // (2 * _COST_OF_HIT)
        most = max(min(paid, int(_CROWDED * kib)), ceil(_FEW * kib))
        return self._find(first, last, most, _RESERVE if in_run else 0)


def _lines_end(block: bytes, first: int, size: int) -> int:
    """Return where the lines from `first` on end that have `size` bytes; at least one line."""
    end = block.rfind(b"\n", first, first + size) + 1
    return end or block.find(b"\n", first) + 1 or len(block)


def _end(lines: re.Pattern[bytes], block: bytes, position: int) -> int:
    found = lines.match(block, position)
    return found.end() if found else position


def _masked(block: bytes, first: int, last: int) -> Iterator[Found]:
    """Mask whole lines, each by itself; what is JSON stays JSON."""
    last -= block.endswith(b"\n", first, last)
    if first < last:
        yield first, last, DENSE_LINE, False
