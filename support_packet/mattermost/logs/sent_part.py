"""Decides which part of an open log is sent, which its server may be writing at the same time."""

import io
import os
from typing import NamedTuple

from support_packet.mattermost.logs.bisection import file_reader, has_times, lines_within
from support_packet.mattermost.logs.holes import after_hole, data_at
from support_packet.mattermost.logs.window_notes import note_empty, note_outside, note_without_times
from support_packet.mattermost.reading_limits import LogLimits

BLOCK_BYTES = 512 * 1024
MAX_UNFINISHED_BYTES = 1024 * 1024
"""The longest last line without an end that is sent."""


class SentPart(NamedTuple):
    """The part of a log that is sent, by positions in the file: its lines from `start` to `end`.

    `skipped` bytes of lines before it are left out by the limits. A last line without an end has
    `tail` bytes, and follows if `sends_tail`. `size` is that of the file.
    """

    skipped: int
    start: int
    end: int
    tail: int
    sends_tail: bool
    size: int


def find_part(file: io.FileIO, limits: LogLimits) -> SentPart:
    """Return the part to send; note what the window leaves out."""
    descriptor = file.fileno()
    size = os.fstat(descriptor).st_size
    limit = limits.capped(size)
    # The server may be in the middle of a line, and grow or rotate the file while it is read. So
    # the end is fixed now, and all reading is by position: nothing depends on what comes later.
    complete = _end_of_lines(descriptor, size, size - limit)
    first = data_at(descriptor, 0, complete)
    wanted, end = lines_within(file_reader(descriptor), first, complete, limits.window)
    tail = size - after_hole(descriptor, complete, size) if end == complete else 0
    sends_tail = tail <= min(limit, MAX_UNFINISHED_BYTES)
    if limits.window:
        is_empty = wanted == end and not (tail and sends_tail)
        _note_window(file, (first, complete), (wanted, end), limits, is_empty=is_empty)
    room = limit - tail if sends_tail else limit
    start = wanted if end - wanted <= room else next_line(descriptor, end - room, end)
    return SentPart(start - wanted, start, end, tail, sends_tail, size)


def _note_window(
    file: io.FileIO,
    lines: tuple[int, int],
    sent: tuple[int, int],
    limits: LogLimits,
    *,
    is_empty: bool,
) -> None:
    """Note how much of the `lines` is not `sent`, or that they have no times to compare."""
    (first, complete), (start, end) = lines, sent
    count = start - first + complete - end
    if count and is_empty:
        note_empty(file.name, limits.window)
    elif count:
        note_outside(file.name, limits.window, count)
    elif first < complete and not has_times(file_reader(file.fileno()), first, complete):
        note_without_times(file.name, limits.window)


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


def next_line(descriptor: int, start: int, end: int) -> int:
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
