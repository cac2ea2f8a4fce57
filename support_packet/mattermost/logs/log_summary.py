"""What a log is about: its first and last time, lines and errors by hour, its last lines."""

import os
from dataclasses import dataclass, field

from support_packet.mattermost.logs.bisection import (
    bytes_reader,
    file_reader,
    first_line_at,
    lines_within,
    next_timed_line,
)
from support_packet.mattermost.logs.holes import data_at
from support_packet.mattermost.logs.line_counts import LineCounter
from support_packet.mattermost.logs.time_window import TimeWindow

MAX_BYTES = 64 * 1024 * 1024
"""How much of the end of a log is counted."""
MAX_HOURS = 72
MAX_TAIL_BYTES = 128 * 1024

_HOUR = 3600
_TAIL_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Hour:
    """How many lines and errors there are from `start` on, in seconds since the epoch."""

    start: int
    lines: int
    errors: int


@dataclass(frozen=True)
class LogSummary:
    """The times of the first and the last line, where known, and the newest hours, ascending.

    `partial` if the first of them has lines that were not counted.
    """

    first: float | None = None
    last: float | None = None
    hours: tuple[Hour, ...] = field(default=())
    partial: bool = False


def summarize(descriptor: int, *, hours: bool) -> LogSummary:
    """Return the summary of an open log; its `hours` only if they are asked for."""
    size = os.fstat(descriptor).st_size
    read = file_reader(descriptor)
    start = data_at(descriptor, 0, size)
    first = next_timed_line(read, start, size)
    last = _last_time(descriptor, size)
    if first is None or last is None:
        return LogSummary()
    if not hours:
        return LogSummary(first.time, last)
    counted = _hours(descriptor, size, last)
    return LogSummary(first.time, last, counted, partial=size - start > MAX_BYTES)


def last_lines(descriptor: int, lines: int, window: TimeWindow) -> bytes:
    """Return the newest `lines` of the window, at most 128 KiB of them."""
    size = os.fstat(descriptor).st_size
    read = file_reader(descriptor)
    start, end = lines_within(read, data_at(descriptor, 0, size), size, window)
    begin = max(start, end - MAX_TAIL_BYTES)
    data = os.pread(descriptor, end - begin, begin)
    data = data[: data.rfind(b"\n") + 1] or data
    if begin > start:
        data = data[data.find(b"\n") + 1 :]
    return b"".join(data.splitlines(keepends=True)[-lines:])


def _last_time(descriptor: int, size: int) -> float | None:
    begin = max(0, size - _TAIL_BYTES)
    data = os.pread(descriptor, size - begin, begin)
    read, end = bytes_reader(data), len(data)
    # From the end: the last lines may be those of a stack trace.
    while end > 0:
        start = data.rfind(b"\n", 0, end - 1) + 1
        if found := next_timed_line(read, start, end):
            return found.time
        end = start
    return None


def _hours(descriptor: int, size: int, last: float) -> tuple[Hour, ...]:
    read = file_reader(descriptor)
    begin = max(0, size - MAX_BYTES)
    start = data_at(descriptor, begin, size)
    first = next_timed_line(read, start, size, whole=begin == 0 or start > begin)
    if first is None:
        return ()
    newest = int(last // _HOUR) * _HOUR
    oldest = max(int(first.time // _HOUR) * _HOUR, newest - (MAX_HOURS - 1) * _HOUR)
    position = first_line_at(read, first.start, size, oldest)
    counter = LineCounter(descriptor)
    counted = []
    for start in range(oldest, newest + 1, _HOUR):
        is_last = start == newest
        end = size if is_last else first_line_at(read, position, size, start + _HOUR)
        counted.append(Hour(start, *counter.count(position, end)))
        position = end
    return tuple(counted)
