"""Finds the place of a time in a log of any size, with few reads."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from support_packet.mattermost.logs.line_times import MAX_HEAD, line_time
from support_packet.mattermost.logs.time_window import TimeWindow

Read = Callable[[int, int], bytes]
"""Returns at most the given number of bytes, from a position on."""

_PROBE_BYTES = 64 * 1024
_MAX_WITHOUT_TIME = 4 * 1024 * 1024
"""A stack trace is shorter."""


class TimedLine(NamedTuple):
    """Where a line with a time begins, and that time, in seconds since the epoch."""

    start: int
    time: float


def file_reader(descriptor: int) -> Read:
    """Return what reads an open file by position."""
    return lambda position, count: os.pread(descriptor, count, position)


def bytes_reader(data: bytes) -> Read:
    """Return what reads `data`."""
    return lambda position, count: data[position : position + count]


def lines_within(read: Read, start: int, end: int, window: TimeWindow) -> tuple[int, int]:
    """Return which part of the lines from `start` to `end` lies within `window`.

    Lines without a time belong to the last line before them that has one. The times are taken to
    ascend. A log without any time lies within every window.
    """
    if not window or not has_times(read, start, end):
        return start, end
    first = start if window.since is None else first_line_at(read, start, end, window.since)
    last = end if window.until is None else first_line_at(read, first, end, window.until)
    return first, last


def has_times(read: Read, start: int, end: int) -> bool:
    """Return whether one of the lines from `start` on has a time."""
    return next_timed_line(read, start, end) is not None


def blocks_within(blocks: Iterable[bytes], window: TimeWindow) -> Iterator[bytes]:
    """Yield `blocks`, each of whole lines, without the lines outside `window`; also empty ones."""
    inside = window.since is None
    for block in blocks:
        read, start, end = bytes_reader(block), 0, len(block)
        if not inside and window.since is not None:
            start = first_line_at(read, 0, end, window.since)
            inside = start < end
        if inside and window.until is not None:
            end = first_line_at(read, start, end, window.until)
        yield block[start:end] if inside else b""
        if end < len(block):
            return


def first_line_at(read: Read, start: int, end: int, moment: float) -> int:
    """Return where the first line begins that is from `moment` or later, `end` if there is none.

    A line begins at `start`.
    """
    low, high = start, end
    while high - low > _PROBE_BYTES:
        middle = (low + high) // 2
        found = next_timed_line(read, middle, high, whole=False)
        if found is None or found.time >= moment:
            high = middle
        else:
            low = found.start
    # The wanted line begins in what is left, or right after it.
    position = low
    while (found := next_timed_line(read, position, end)) and found.time < moment:
        position = _line_after(read, found.start, end)
    return found.start if found else end


def next_timed_line(read: Read, position: int, end: int, *, whole: bool = True) -> TimedLine | None:
    """Return the first line with a time from `position` on, at which a line begins if `whole`."""
    if not whole:
        position = _line_after(read, position, end)
    limit = min(end, position + _MAX_WITHOUT_TIME)
    while position < limit:
        data = read(position, min(_PROBE_BYTES, end - position))
        if not data:
            return None
        found, done = _first_timed(data, position)
        if found:
            return found
        position = done if done > position else _line_after(read, position, end)
    return None


def _first_timed(data: bytes, offset: int) -> tuple[TimedLine | None, int]:
    """Return the first line of `data` with a time, and where the last, cut one begins."""
    start = 0
    while start < len(data):
        line_end = data.find(b"\n", start)
        if line_end < 0 and len(data) - start < MAX_HEAD and start:
            break  # its time may be in what was not read
        if (moment := line_time(data[start : start + MAX_HEAD].partition(b"\n")[0])) is not None:
            return TimedLine(offset + start, moment), offset
        if line_end < 0:
            break
        start = line_end + 1
    return None, offset + start


def _line_after(read: Read, position: int, end: int) -> int:
    """Return where the next line after the one at `position` begins; at most `end`."""
    while position < end and (data := read(position, min(_PROBE_BYTES, end - position))):
        found = data.find(b"\n")
        if found >= 0:
            return position + found + 1
        position += len(data)
    return end
