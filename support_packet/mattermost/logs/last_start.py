"""Finds when the server started last, in its log or in those before it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic

from support_packet.errors import SupportPacketError
from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs.rotated_logs import find_rotated_logs
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.mattermost.release import Release, release_in

_BLOCK = 2**20
_OVERLAP = 1024
"""More than a start has characters: one may lie across two blocks."""

_MAX_BLOCKS = 1024
_MAX_ROTATED = 5
_MAX_DAYS = 3650
LAST_START_SECONDS = 3.0
"""For all logs together. A server that started earlier than that is asked over HTTP."""


def last_start(log: Path) -> Release | None:
    """Return the release in the newest start, the newest file first; None if no log has one."""
    until = monotonic() + LAST_START_SECONDS
    found = None
    with suppress(OSError, ValueError):
        found = release_in_file(log, until)
    rotated = () if found else _rotated(log)
    for lines in rotated:
        with suppress(SupportPacketError):
            if monotonic() < until and (found := release_in(_before(lines, until))):
                break
    return found


def release_in_file(path: Path, until: float) -> Release | None:
    """Return the release in the last start in a file, read from its end up to the time `until`."""
    with open_regular_file(path) as file:
        end = os.fstat(file.fileno()).st_size
        for _ in range(_MAX_BLOCKS):
            start = max(0, end - _BLOCK)
            found = release_in([os.pread(file.fileno(), end - start + _OVERLAP, start)])
            if found or start == 0 or monotonic() > until:
                return found
            end = start
    return None


def _rotated(log: Path) -> Iterator[Iterator[bytes]]:
    with suppress(SupportPacketError):
        found = find_rotated_logs(log, _MAX_DAYS, datetime.now(UTC), LogLimits())
        yield from (each.lines() for each in islice(found, _MAX_ROTATED))


def _before(lines: Iterator[bytes], until: float) -> Iterator[bytes]:
    for block in lines:
        yield block
        if monotonic() > until:
            return
