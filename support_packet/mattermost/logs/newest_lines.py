"""The newest whole lines of an open log that its server may be writing meanwhile."""

import io
import math
import os
from collections.abc import Generator, Iterator
from time import monotonic

from support_packet.errors import ContentCut
from support_packet.warning import warn

BLOCK_BYTES = 512 * 1024


def newest_lines(
    file: io.FileIO, limit: int | None = None, until: float = math.inf
) -> Iterator[bytes]:
    """Yield blocks that end at a line's end: the newest `limit` bytes up to the size now.

    Who takes them so slowly that, on the clock of `monotonic`, not all will have come at `until`,
    gets the beginning and the end: at half the time it goes on with the newest lines, and warns of
    the gap. Raises `ContentCut`, after all that could be sent, where something else is missing.
    """
    try:
        missing = yield from _lines(file, limit, until)
    except OSError as error:
        raise ContentCut(
            f"{file.name} could not be read to its end: {error.strerror}. Check its disk."
        ) from None
    check_complete(file, missing)


def check_complete(file: io.FileIO, missing: list[str]) -> None:
    """Raise `ContentCut` if anything of `file` is missing."""
    if missing:
        raise ContentCut(_without(file, missing))


def _without(file: io.FileIO, missing: list[str]) -> str:
    return f"{file.name} is here without {' and without '.join(missing)}."


def missing_start(count: int, limit: int | None) -> str:
    """Say why the first `count` bytes are missing."""
    return (
        f"its first {count} bytes: of a log the newest {limit} are sent, the lower of "
        "SUPPORT_PACKET_LOG_MAX_BYTES and SUPPORT_PACKET_MAX_FILE_BYTES"
    )


def _lines(file: io.FileIO, limit: int | None, until: float) -> Generator[bytes, None, list[str]]:
    """Yield the blocks and return what is missing, but for a gap and what is before it."""
    descriptor = file.fileno()
    size = os.fstat(descriptor).st_size
    end = _end_of_lines(descriptor, size, 0 if limit is None else max(0, size - limit))
    start = _next_line(descriptor, end - limit, end) if limit is not None and limit < end else 0
    missing = [missing_start(start, limit)] if start else []
    first, ahead = yield from _beginning(descriptor, start, end, until)
    if ahead > first:
        missing.append(
            f"{ahead - first} bytes after the first {first - start}: it went too slowly for all "
            "to come within SUPPORT_PACKET_PACKET_TIMEOUT, and the newest lines go first"
        )
        # Now: if the time is over before the end, nobody asks for more.
        warn(_without(file, missing))
        missing = []
    last = yield from _blocks(descriptor, ahead, end)
    if last < end:
        missing.append("its end: the server has cut the file short meanwhile, ask again")
    elif end < size == os.fstat(descriptor).st_size:  # the server has not ended it meanwhile
        missing.append(f"its last {size - end} bytes: the last line is not complete")
    return missing


def _beginning(
    descriptor: int, start: int, end: int, until: float
) -> Generator[bytes, None, tuple[int, int]]:
    """Yield what goes in half the time; return where it ends, and where to go on."""
    now = monotonic()
    half = (now + until) / 2
    # What goes in the first quarter says little: it fills all buffers on the way to the reader.
    first = yield from _blocks(descriptor, start, end, (now + half) / 2)
    second = yield from _blocks(descriptor, first, end, half)
    if second == end or monotonic() < half:
        return second, second
    # The other half has room for twice the second quarter, and some for what comes after the log.
    room = (second - first) * 3 // 2
    return second, max(second, _next_line(descriptor, end - room, end))


def _blocks(
    descriptor: int, start: int, end: int, until: float = math.inf
) -> Generator[bytes, None, int]:
    """Yield the bytes from `start` to `end`, and return where they really ended.

    From the time `until` on they end with the next line.
    """
    within_line = True
    while start < end and (within_line or monotonic() < until):
        block = os.pread(descriptor, min(BLOCK_BYTES, end - start), start)
        lines = block.rfind(b"\n") + 1
        within_line = not lines
        if within_line and len(block) == BLOCK_BYTES and start + len(block) < end:
            lines = len(block)  # of a longer line, which goes out in pieces
        if not lines:
            break
        yield block[:lines]
        start += lines
    return start


def _end_of_lines(descriptor: int, size: int, least: int) -> int:
    """Return where the last complete line before `size` ends, 0 if not behind `least`."""
    end = size
    while end > least:
        start = max(least, end - BLOCK_BYTES)
        try:
            found = os.pread(descriptor, end - start, start).rfind(b"\n")
        except OSError:
            return size  # what comes before a broken end can be sent
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _next_line(descriptor: int, start: int, end: int) -> int:
    """Return where the first line that begins at `start` or later begins, at most `end`."""
    start -= 1
    while start < end and (block := os.pread(descriptor, BLOCK_BYTES, start)):
        found = block.find(b"\n")
        if found >= 0:
            return min(start + found + 1, end)
        start += len(block)
    return end
