"""The newest whole lines of an open log that its server may be writing at the same time."""

import io
import os
from collections.abc import Generator, Iterator
from math import inf
from time import monotonic

from support_packet.errors import ContentCut
from support_packet.mattermost.logs.bisection import file_reader, has_times, lines_within
from support_packet.mattermost.logs.holes import after_hole, data_at, without_nulls
from support_packet.mattermost.logs.missing_parts import (
    UNFINISHED,
    check_complete,
    missing_end,
    missing_start,
    without,
)
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.message import N_, Message
from support_packet.warning import note_requested, warn

BLOCK_BYTES = 512 * 1024
MAX_UNFINISHED_BYTES = 1024 * 1024
"""The longest last line without an end that is sent."""

WITHOUT_TIMES = N_(
    "%(file)s is in the packet as a whole: its lines have no times that can be compared with "
    "%(window)s."
)


def newest_lines(file: io.FileIO, limits: LogLimits) -> Iterator[bytes]:
    """Yield blocks that end at a line end: the newest bytes within `limits`, up to the size now.

    If they are taken so slowly that not all would arrive in time, only the beginning and the end
    do: after half the time it skips to the newest lines, and warns of the gap. Raises
    `ContentCut`, after everything that could be sent, if something else is missing.
    """
    try:
        missing = yield from _lines(file, limits)
    except OSError as error:
        raise ContentCut(
            N_("%(file)s could not be read to its end: %(reason)s. Check its disk."),
            file=file.name,
            reason=error.strerror,
        ) from None
    check_complete(file, missing)


def _lines(file: io.FileIO, limits: LogLimits) -> Generator[bytes, None, list[Message]]:
    """Yield the blocks; return what is missing, except for a gap and what is missing before it."""
    descriptor = file.fileno()
    size = os.fstat(descriptor).st_size
    # The server may be in the middle of a line, and grow or rotate the file while it is read. So
    # the end is fixed now, and all reading is by position: nothing depends on what comes later.
    limit = limits.max_bytes
    complete = _end_of_lines(descriptor, size, size - limits.capped(size))
    first = data_at(descriptor, 0, complete)
    lowest, end = lines_within(file_reader(descriptor), first, complete, limits.window)
    _note_outside(file, lowest - first + complete - end, limits)
    if (
        limits.window
        and first < complete
        and not has_times(file_reader(descriptor), first, complete)
    ):
        note_requested(Message(WITHOUT_TIMES, file=file.name, window=str(limits.window)))
    start = lowest
    tail = size - after_hole(descriptor, complete, size)
    is_sent = tail <= MAX_UNFINISHED_BYTES and end == complete and (limit is None or tail <= limit)
    room = limit if limit is None or not is_sent else limit - tail
    if room is not None and room < end - lowest:
        start = _next_line(descriptor, end - room, end)
    missing = [missing_start(start - lowest, limits)] if start > lowest else []
    first, resumed = yield from _beginning(descriptor, start, end, limits.until)
    if resumed > first:
        missing.append(_gap(resumed - first, first - start, limits))
        # Now, because nothing is read after this iterator once the time is over.
        warn(without(file, missing))
        missing = []
    last = yield from _blocks(descriptor, resumed, end)
    if last < end:
        missing.append(
            Message(N_("its end (the server cut the file short in the meantime; try again)"))
        )
    # Else the server has completed the line.
    elif tail and end == complete and size == os.fstat(descriptor).st_size:
        if is_sent:
            # What wrote it may have died of what it says.
            yield without_nulls(os.pread(descriptor, tail, size - tail))
            warn(UNFINISHED, file=file.name)
        else:
            missing.append(missing_end(tail))
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


def _note_outside(file: io.FileIO, count: int, limits: LogLimits) -> None:
    if count:
        note_requested(
            Message(
                N_(
                    "%(file)s is in the packet without the %(count)s bytes of other times: only "
                    "lines of %(window)s were requested."
                ),
                file=file.name,
                count=count,
                window=str(limits.window),
            )
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
    return second, max(second, _next_line(descriptor, end - room, end))


def _blocks(
    descriptor: int, start: int, end: int, until: float = inf
) -> Generator[bytes, None, int]:
    """Yield the bytes from `start` to `end`; return where they really ended.

    They end earlier where the file does, or, after the time `until`, at the next line end.
    """
    within_line = True
    while start < end and (within_line or monotonic() < until):
        start = data_at(descriptor, start, end)
        block = os.pread(descriptor, min(BLOCK_BYTES, end - start), start)
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


def _end_of_lines(descriptor: int, size: int, minimum: int) -> int:
    """Return where the last complete line before `size` ends, 0 if that is not after `minimum`."""
    end = size
    while end > minimum:
        start = max(minimum, end - BLOCK_BYTES)
        try:
            found = os.pread(descriptor, end - start, start).rfind(b"\n")
        except OSError:
            return size  # what comes before the unreadable end can be sent
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _next_line(descriptor: int, start: int, end: int) -> int:
    """Return where the first line begins that begins at `start` or later; at most `end`."""
    # One byte earlier: if that is a line end, a line begins exactly at `start`.
    start -= 1
    data = data_at(descriptor, start, end)
    if data > start:
        return data  # the first line after a hole
    while start < end and (block := os.pread(descriptor, BLOCK_BYTES, start)):
        found = block.find(b"\n")
        if found >= 0:
            return min(start + found + 1, end)
        start += len(block)
    return end
