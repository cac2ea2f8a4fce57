"""Blocks with very many hits: each costs time, so lines full of them are masked whole.

A line can be made to hold as many as it has room for. What looks at them stops early, and looks
at fewer lines the longer the run of such lines gets.
"""

import re
from collections.abc import Callable, Iterator

from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.spans import MASK, Span

CROWDED_LINE = "crowded line"

MOST_HITS = 512
"""A block with more hits is looked at in parts; a long line with more is masked whole."""

LONG_LINE = 32767
MOST_ON_LINE = 12
MOST_TOGETHER = 256
"""Other lines are masked with more than the former, where 64 together have more than these."""

LONG_RUN = 64
SHORT_RUN = 8
"""After so many crowded lines in a row as many more are masked without a look, then one looked at.

So a run of them hides at most as many others that follow it.
"""

Find = Callable[[int, int, int], list[Span] | None]
"""Look at a part of a block, from where to where; `None` if it has more hits than the last."""

_SHORT_LINES = rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,%d}"
_TOGETHER = re.compile(_SHORT_LINES % (LONG_LINE, 64))
_UNSEEN = {run: re.compile(_SHORT_LINES % (LONG_LINE, run)) for run in (LONG_RUN, SHORT_RUN)}
_LINE = re.compile(rb"[^\n]*+\n?")
_CONTENT = re.compile(rb"[^\n]++")


def crowded_spans(block: bytes, start: int, end: int, find: Find) -> Iterator[Span]:
    """Yield what is to be replaced in a crowded block, of which `start` to `end` is sent."""
    position = run = one_by_one_until = 0
    while position < len(block):
        if unseen := next((length for length in _UNSEEN if run >= length), 0):
            lines = _end(_UNSEEN[unseen], block, position)
            yield from _masked(block, max(position, start), min(lines, end))
            position, run = lines, run + unseen
        elif position >= one_by_one_until:
            one_by_one_until = _end(_TOGETHER, block, position)
            spans = find(position, one_by_one_until, MOST_TOGETHER)
            if spans is not None and one_by_one_until > position:
                yield from spans
                position = one_by_one_until
                continue
        line = _end(_LINE, block, position)
        spans = find(position, line, MOST_HITS if line - position > LONG_LINE else MOST_ON_LINE)
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
        text, count = _CONTENT.subn(_mask_of, block[first:last])
        yield Span(first, last, CROWDED_LINE, text=text, count=count)


def _mask_of(line: re.Match[bytes]) -> bytes:
    return QUOTED if line[0].startswith((b"{", b"[")) else MASK
