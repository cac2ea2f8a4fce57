"""Masks lines whole that hold very many secrets, because each hit costs time.

A hit calls back into Python, and a line can be made to have one in every few bytes. So a dense line
is given up early: with a dozen masks on it there is little left to read. After a run of dense lines
some are masked unscanned, since even a scan that is given up takes time: a log that is dense
throughout would otherwise take many times as long as any other. A run hides at most as many
harmless lines as it has itself.

A block is searched exactly only up to a number of secrets, and of looks that find none. After that
it is scanned in small pieces: a crowded one is masked whole, the others are searched as ever.
"""

import re
from collections.abc import Callable, Iterator

from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.pattern_database import Hit
from support_packet.redaction.search import Found
from support_packet.redaction.spans import MASK, Span

MAX_HITS = 512
"""A block with more hits is scanned in parts; a long line with more is masked whole."""

LONG_LINE = 32767
MAX_ON_LINE = 12
MAX_IN_BATCH = 256
"""A shorter line is masked when it has more than `MAX_ON_LINE` hits and its batch of 64 lines more
than `MAX_IN_BATCH`."""

LONG_RUN = 64
SHORT_RUN = 8
"""After a run of this many dense lines as many next ones are masked unscanned; then one line is
scanned again."""

MAX_SHOWN = 8192
MAX_LOOKS = 98304
"""A block with more secrets, or more hits and looks at them, has its crowded pieces masked."""

_COST_OF_LOOK = 3
"""To ask a rule takes as long as so many hits of which no rule has to be asked."""

_PIECE = 2048
_CROWDED = 4
_CROWDED_BY_LOOKS = 16
"""With more hits in so many bytes a piece is crowded: after too many secrets, or too many looks."""

Scan = Callable[[int, int, int], list[Hit] | None]
"""Scan a part of a block, from where to where; `None` if it has more hits than the last."""

Look = Callable[[list[Hit], int], Found]
"""Return the secrets of hits, which are counted from a place."""

_SHORT_LINES = rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,%d}"
_BATCH = re.compile(_SHORT_LINES % (LONG_LINE, 64))
_SKIP = {run: re.compile(_SHORT_LINES % (LONG_LINE, run)) for run in (LONG_RUN, SHORT_RUN)}
"""The lines to mask unscanned after a run; the longer run is looked up first."""

_LINE = re.compile(rb"[^\n]*+\n?")
_CONTENT = re.compile(rb"[^\n]++")


class DenseBlock:
    """The search through a block with very many hits.

    Without `limited` nothing is masked whole but dense lines.
    """

    def __init__(self, block: bytes, scan: Scan, look: Look, *, limited: bool = True) -> None:
        self._block, self._scan, self._look = block, scan, look
        self._limited = limited
        self._shown = self._looks = 0

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield what is to be replaced in a block of which `start` to `end` is sent."""
        # `run` counts the dense lines right before `position`. A batch with few hits is done in one
        # scan; in any other its lines are scanned one by one, until `line_by_line_until`.
        block, position, run, line_by_line_until = self._block, 0, 0, 0
        while position < len(block):
            if skip := next((length for length in _SKIP if run >= length), 0):
                first, position, run = position, _end(_SKIP[skip], block, position), run + skip
                yield from _masked(block, max(first, start), min(position, end))
            first = position
            if self._is_spent():
                found, position = self._piece(first)
            else:
                found = None
                if not skip and first >= line_by_line_until:
                    position = line_by_line_until = _end(_BATCH, block, first)
                    # A long line is in no batch.
                    found = self._find(first, position, MAX_IN_BATCH) if position > first else None
                if found is None:
                    # Also after lines that were skipped, so that a run ends where one is not dense.
                    position = _end(_LINE, block, first)
                    most = MAX_HITS if position - first > LONG_LINE else MAX_ON_LINE
                    found = self._find(first, position, most)
            if found is None:
                yield from _masked(block, max(first, start), min(position, end))
            else:
                yield from found
            run = run + max(1, block.count(b"\n", first, position)) if found is None else 0

    def _is_spent(self) -> bool:
        """Whether so much was found that only pieces with little are searched exactly."""
        return self._limited and (self._shown > MAX_SHOWN or self._looks > MAX_LOOKS)

    def _find(self, first: int, last: int, max_hits: int) -> list[Span] | None:
        """Return the secrets of a part, `None` if it has too many hits."""
        hits = self._scan(first, last, max_hits)
        if hits is None:
            return None
        spans, looks = self._look(hits, first)
        self._shown += len(spans)
        self._looks += len(hits) + _COST_OF_LOOK * looks
        return spans

    def _piece(self, first: int) -> tuple[list[Span] | None, int]:
        """Return the secrets of a small piece, `None` if it is crowded, and its end."""
        block = self._block
        last = block.rfind(b"\n", first, first + _PIECE) + 1 or _end(_LINE, block, first)
        most = _CROWDED if self._shown > MAX_SHOWN else _CROWDED_BY_LOOKS
        return self._find(first, last, most * (1 + (last - first) // _PIECE)), last


def _end(lines: re.Pattern[bytes], block: bytes, position: int) -> int:
    found = lines.match(block, position)
    return found.end() if found else position


def _masked(block: bytes, first: int, last: int) -> Iterator[Span]:
    """Mask whole lines, each by itself; what is JSON stays JSON."""
    last -= block.endswith(b"\n", first, last)
    if first < last:
        yield Span(first, last, DENSE_LINE, text=_masks(block[first:last]))


def _masks(lines: bytes) -> bytes:
    """Return a mask for each line that is not empty."""
    count = lines.count(b"\n")
    documents = lines.count(b"\n{") + lines.startswith(b"{")
    if b"\n\n" not in lines and documents in (0, count + 1) and b"[" not in lines:
        # All lines are alike: this is much faster than one after the other.
        return b"\n".join([QUOTED if documents else MASK] * (count + 1))
    return _CONTENT.sub(_mask_of, lines)


def _mask_of(line: re.Match[bytes]) -> bytes:
    return QUOTED if line[0].startswith((b"{", b"[")) else MASK
