"""Masks lines whole that hold very many secrets, because each hit costs time.

A hit calls back into Python, and a line can be made to have one in every few bytes. So a dense line
is given up early: with a dozen masks on it there is little left to read. After a run of dense lines
some are masked unscanned, since even a scan that is given up takes time: a log that is dense
throughout would otherwise take many times as long as any other. A run hides at most as many
harmless lines as it has itself.
"""

import re
from collections.abc import Callable, Iterator

from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.json_lines import QUOTED
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

Find = Callable[[int, int, int], list[Span] | None]
"""Scan a part of a block, from where to where; `None` if it has more hits than the last."""

_SHORT_LINES = rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,%d}"
_BATCH = re.compile(_SHORT_LINES % (LONG_LINE, 64))
_SKIP = {run: re.compile(_SHORT_LINES % (LONG_LINE, run)) for run in (LONG_RUN, SHORT_RUN)}
"""The lines to mask unscanned after a run; the longer run is looked up first."""

_LINE = re.compile(rb"[^\n]*+\n?")
_CONTENT = re.compile(rb"[^\n]++")


def mask_dense_lines(block: bytes, start: int, end: int, find: Find) -> Iterator[Span]:
    """Yield what is to be replaced in a dense block, of which `start` to `end` is sent."""
    # `run` counts the dense lines right before `position`. A batch with few hits is done in one
    # scan; in any other its lines are scanned one by one, until `line_by_line_until`.
    position = run = line_by_line_until = 0
    while position < len(block):
        if skip := next((length for length in _SKIP if run >= length), 0):
            lines = _end(_SKIP[skip], block, position)
            yield from _masked(block, max(position, start), min(lines, end))
            position, run = lines, run + skip
        elif position >= line_by_line_until:
            line_by_line_until = _end(_BATCH, block, position)
            spans = find(position, line_by_line_until, MAX_IN_BATCH)
            if spans is not None and line_by_line_until > position:
                yield from spans
                position = line_by_line_until
                continue
        # Also after lines that were skipped, so that a run ends where a line is not dense.
        line = _end(_LINE, block, position)
        spans = find(position, line, MAX_HITS if line - position > LONG_LINE else MAX_ON_LINE)
        if spans is None:
            yield from _masked(block, max(position, start), min(line, end))
        else:
            yield from spans
        run = run + 1 if spans is None else 0
        position = line


def _end(lines: re.Pattern[bytes], block: bytes, position: int) -> int:
    found = lines.match(block, position)
    return found.end() if found else position


def _masked(block: bytes, first: int, last: int) -> Iterator[Span]:
    """Mask whole lines, each by itself; what is JSON stays JSON."""
    last -= block.endswith(b"\n", first, last)
    if first < last:
        text = _CONTENT.sub(_mask_of, block[first:last])
        yield Span(first, last, DENSE_LINE, text=text)


def _mask_of(line: re.Match[bytes]) -> bytes:
    return QUOTED if line[0].startswith((b"{", b"[")) else MASK
