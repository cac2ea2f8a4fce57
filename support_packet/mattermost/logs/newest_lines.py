"""The newest whole lines of an open log that its server may be writing at the same time."""

import io
import os
from collections.abc import Generator, Iterator
from math import inf
from time import monotonic

from support_packet.errors import ContentCut
from support_packet.mattermost.logs.holes import data_at, without_nulls
from support_packet.mattermost.logs.missing_parts import (
    UNFINISHED,
    check_complete,
    missing_end,
    missing_start,
    without,
)
from support_packet.mattermost.logs.sent_part import BLOCK_BYTES, find_part, next_line
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.message import N_, Message
from support_packet.values.warning import warn

_NEAR_BYTES = 4096

_CUT_SHORT = N_("its end (the server cut the file short in the meantime; try again)")


def newest_lines(file: io.FileIO, limits: LogLimits) -> Iterator[bytes]:
    """Yield blocks that end at a line end: the newest bytes within `limits`, up to the size now.

    If they are taken so slowly that not all would arrive in time, only the beginning and the end
    do: after half the time it skips to the newest lines, and warns about the gap. Raises
    `ContentCut`, after everything that could be sent, if something else is missing.
    """
    try:
        missing = yield from _lines(file, limits)
    except OSError as error:
        raise ContentCut(
            N_("%(file)s could not be read completely: %(reason)s. Check its disk."),
            file=file.name,
            reason=error.strerror,
        ) from None
    check_complete(file, missing)


def _lines(file: io.FileIO, limits: LogLimits) -> Generator[bytes, None, list[Message]]:
    """Yield the blocks; return what is missing, except for a gap and what is missing before it."""
    descriptor, part = file.fileno(), find_part(file, limits)
    missing = [missing_start(part.skipped, limits)] if part.skipped else []
    gap_start, resumed = yield from _beginning(descriptor, part.start, part.end, limits.until)
    if resumed > gap_start:
        missing.append(_gap(resumed - gap_start, gap_start - part.start, limits))
        # Now, because nothing is read after this iterator once the time is over.
        warn(without(file, missing))
        missing = []
    last = yield from _blocks(descriptor, resumed, part.end)
    if last < part.end:
        return [*missing, Message(_CUT_SHORT)]
    if not part.tail or os.fstat(descriptor).st_size != part.size:
        return missing  # the server has completed the line
    if not part.sends_tail:
        return [*missing, missing_end(part.tail)]
    # Its writer may have died of what it reports.
    yield without_nulls(os.pread(descriptor, part.tail, part.size - part.tail))
    warn(UNFINISHED, file=file.name)
    return missing


def _gap(count: int, start: int, limits: LogLimits) -> Message:
    return Message(
        N_(
            "%(count)s bytes after the first %(start)s (the download was too slow to send "
            "everything within %(setting)s, and the newest lines come first)"
        ),
        count=count,
        start=start,
        setting=limits.names.seconds,
    )


def _beginning(
    descriptor: int, start: int, end: int, until: float
) -> Generator[bytes, None, tuple[int, int]]:
    """Yield what is taken in half the time; return where that ends, and where to resume."""
    now = monotonic()
    half = (now + until) / 2
    # How much is taken in the first quarter says little: it fills all buffers on the way to the
    # client. The second quarter shows the real speed.
    first = yield from _blocks(descriptor, start, end, (now + half) / 2)
    second = yield from _blocks(descriptor, first, end, half)
    if second == end or monotonic() < half:
        return second, second
    # The other half of the time has room for twice as much as the second quarter. A quarter of that
    # is left for the files after the log.
    room = (second - first) * 3 // 2
    return second, max(second, next_line(descriptor, end - room, end))


def _blocks(
    descriptor: int, start: int, end: int, until: float = inf
) -> Generator[bytes, None, int]:
    """Yield the bytes from `start` to `end`; return where they really ended.

    They end earlier where the file does, or, after the time `until`, at the next line end.
    """
    within_line = True
    while start < end and (within_line or monotonic() < until):
        start = data_at(descriptor, start, end)
        size = _to_line_end(descriptor, start, min(BLOCK_BYTES, end - start))
        block = os.pread(descriptor, size, start)
        if not block:
            break
        lines = block.rfind(b"\n") + 1
        within_line = not lines
        if within_line and len(block) == BLOCK_BYTES and start + len(block) < end:
            lines = len(block)  # a part of a line that is longer than a block
        if not lines:
            break
        yield without_nulls(block[:lines])
        start += lines
    return start


def _to_line_end(descriptor: int, start: int, size: int) -> int:
    """Return how many of `size` bytes end at a line end, if one is near: to cut them would copy."""
    near = min(size, _NEAR_BYTES)
    last = os.pread(descriptor, near, start + size - near)
    lines = last.rfind(b"\n") + 1
    return size - near + lines if lines and len(last) == near else size
