"""Masks lines whole that hold very many secrets, because each hit costs time.

A hit calls back into Python, and a line can be made to have one in every few bytes. So the search
through a block has a budget. Of a block with fewer hits than a log has that shows a secret on every
line, all hits are looked at in turn until the budget is spent; of the rest, the lines with hits are
masked whole.

A block with more hits has less of a budget. Once its fixed part is spent, the block is scanned in
small pieces. A piece with a hit in every 64 bytes is masked whole, and so is one with more hits
than the budget allows, or the rest of it from where the budget is spent; pieces with few hits are
always searched. A dense line is given up early: with a dozen masks on it there is little left to
read. After a run of dense lines some are masked unscanned, since even a scan that is given up takes
time. A run hides at most as many harmless lines as it has itself.
"""

import re
from collections.abc import Callable, Iterator
from math import ceil

from support_packet.redaction.line_masks import masked_lines
from support_packet.redaction.looks import Looks
from support_packet.redaction.scanner import Hit, Hits
from support_packet.redaction.search_budget import SearchBudget
from support_packet.redaction.spans import Found

MAX_HITS = 512
"""A block with more hits is searched by one thread at a time."""

MAX_IN_BLOCK = 6144
"""One with more hits is scanned in parts."""

SAMPLE = 32 * 1024
"""So is one with more than `MAX_HITS` in so many bytes at its beginning."""

LONG_LINE = 32767
MAX_ON_LONG_LINE = 512
MAX_ON_LINE = 12
MAX_IN_BATCH = 1024
"""A long line with more hits is masked whole. A shorter one is masked when it has more than
`MAX_ON_LINE` and the lines that are scanned with it have more than `MAX_IN_BATCH`."""

LONG_RUN = 128
_SKIP_AFTER = {1024: 256, LONG_RUN: LONG_RUN, 8: 8}
"""How many lines are masked unscanned after a run of at least this many dense lines."""

_BATCH = 16 * 1024
"""How many bytes of lines are scanned at once, as long as there are not too many hits."""

GAP = 2048
"""How many bytes may be between lines that are masked together."""

PIECE = 4096
CROWDED = 16
_FEW, _LITTLE_EFFORT = 1, 12
"""Pieces of `PIECE` bytes are masked that have more than `CROWDED` hits for each KiB, or exceed
the budget. Those with `_FEW` hits are always looked at, with `_LITTLE_EFFORT` for each KiB."""

_RESERVE = 1_000_000
"""How many nanoseconds have to be left for a piece after a dense one: each run of dense lines costs
about fifty thousand for what begins in it."""

Scan = Callable[[int, int, int], Hits | None]
"""Scans a part of a block: its start, its end, and how many hits it may have; `None` if more."""

Look = Callable[[list[Hit], int, int], Looks]
"""Returns the secrets of hits, given where the part begins, up to a maximum effort."""

_Part = tuple[list[Found], int, int]
"""The secrets of a part of a block, where its dense lines begin, and where it ends."""
_LINES_AFTER = re.compile(rb"[^\n]{0,1024}(?:\n[^\n]{0,1024}){0,4}")
_SHORT_LINES = rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,%d}"
_SKIPPED = {lines: re.compile(_SHORT_LINES % (LONG_LINE, lines)) for lines in _SKIP_AFTER.values()}


class DenseBlock:
    """The search through a block with very many hits.

    Without `limited` only dense lines are masked whole. Once it was searched, `is_dense` says that
    it has more than `MAX_HITS` hits.
    """

    def __init__(self, block: bytes, scan: Scan, look: Look, *, limited: bool = True) -> None:
        self._block, self._scan, self._look = block, scan, look
        self._budget = SearchBudget(block, limited=limited)
        self._hits = self._effort = 0
        self.is_dense = False
        self._batch_end = 0

    def spans(self, start: int, end: int) -> Iterator[Found]:
        """Yield what is to be replaced in a block of which `start` to `end` is sent."""
        block, position, run = self._block, 0, 0
        if looks := self._look_at_all():
            yield from looks.found
            for first, last in self._lines_of(looks.left):
                yield from masked_lines(block, max(first, start), min(last, end))
            return
        # `run` counts the dense lines right before `position`.
        while position < len(block):
            if skip := next((lines for most, lines in _SKIP_AFTER.items() if run >= most), 0):
                first, position, run = position, _end(_SKIPPED[skip], block, position), run + skip
                yield from masked_lines(block, max(first, start), min(position, end))
            first = position
            # Also after lines that were skipped one line, so that a run ends where it is not dense.
            found, stop, position = self._next_part(first, in_run=run > 0, one_line=skip > 0)
            yield from found
            yield from masked_lines(block, max(stop, start), min(position, end))
            before = run if stop == first else 0
            run = before + max(1, block.count(b"\n", stop, position)) if stop < position else 0

    def _look_at_all(self) -> Looks | None:
        """Return what is found in the whole block, `None` if it has too many hits."""
        size = len(self._block)
        hits = self._scan(0, min(size, SAMPLE), MAX_HITS)
        if hits is not None and size > SAMPLE:
            hits = self._scan(0, size, MAX_IN_BLOCK)
        self.is_dense = hits is None or len(hits) > MAX_HITS
        if hits is None:
            self._budget.shrink()
            return None
        self._budget.spend_scan(hits, MAX_IN_BLOCK)
        return self._look(hits, 0, self._budget.effort(size))

    def _lines_of(self, hits: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield from where to where there are lines with hits, and few others."""
        block = self._block
        runs: list[tuple[int, int]] = []
        for start, last in sorted(hits):
            # What goes on from one line to the next may be about the lines after these.
            goes_on = block.find(b"\n", start, last - 1) >= 0
            end = _end(_LINES_AFTER, block, last) if goes_on else last
            if runs and start <= runs[-1][1] + GAP:
                runs[-1] = runs[-1][0], max(runs[-1][1], end)
            else:
                runs.append((start, end))
        for first, last in runs:
            yield block.rfind(b"\n", 0, first) + 1, block.find(b"\n", last - 1) + 1 or len(block)

    def _next_part(self, first: int, *, in_run: bool, one_line: bool) -> _Part:
        """Return the secrets of a piece, a batch or a line, where it is dense, and its end.

        A batch with few hits takes one scan; the lines of any other are scanned one by one.
        """
        if self._budget.needs_growth:
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
        self._budget.spend_scan(hits, max_hits)
        if hits is None:
            return [], first, last
        least = ceil(_LITTLE_EFFORT * (last - first) / 1024)
        if reserve is not None and len(hits) * 1024 > _FEW * (last - first):
            expected = len(hits) * self._effort // max(1, self._hits)
            if expected > self._budget.effort(last, least, reserve):
                return [], first, last
        looks = self._look(hits, first, self._budget.effort(last, least))
        self._hits, self._effort = self._hits + len(hits), self._effort + looks.effort
        self._budget.spend_looks(looks)
        if not looks.left:
            return looks.found, last, last
        # Only whole lines are masked.
        looked_until = min(start for start, _ in looks.left)
        stop = max(first, self._block.rfind(b"\n", 0, looked_until) + 1)
        return looks.found, stop, last

    def _piece(self, first: int, *, in_run: bool) -> _Part:
        """Return what `_find` does for a small piece, which may have only so many hits."""
        last = _lines_end(self._block, first, PIECE)
        kib = (last - first) / 1024
        most = max(min(self._budget.hits(last), int(CROWDED * kib)), ceil(_FEW * kib))
        return self._find(first, last, most, _RESERVE if in_run else 0)


def _lines_end(block: bytes, first: int, size: int) -> int:
    """Return where the lines from `first` on end that have `size` bytes; at least one line."""
    end = block.rfind(b"\n", first, first + size) + 1
    return end or block.find(b"\n", first) + 1 or len(block)


def _end(lines: re.Pattern[bytes], block: bytes, position: int) -> int:
    found = lines.match(block, position)
    return found.end() if found else position
