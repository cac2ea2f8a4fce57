"""Holes in logs: logrotate's copytruncate leaves one where a server keeps its old position."""

import errno
import os
import re

_PAGE = 4096
_NULLS = re.compile(rb"\0{32,}")
"""The rest of a hole in a block that is not empty; text has no such run."""


def data_at(descriptor: int, position: int, end: int) -> int:
    """Return where the next data is from `position` on, `end` if none is before that.

    The null characters at the edge of a hole are not data. A file system that knows no holes has
    data everywhere.
    """
    try:
        found = os.lseek(descriptor, position, os.SEEK_DATA)
    except OSError as error:
        # Also where the file has been cut short, which is not a hole.
        is_hole = error.errno == errno.ENXIO and os.fstat(descriptor).st_size >= end
        return end if is_hole else position
    if found == position:
        return position
    while found < end and (block := os.pread(descriptor, _PAGE, found)):
        nulls = len(block) - len(block.lstrip(b"\0"))
        found += nulls
        if nulls < len(block):
            break
    return min(found, end)


def after_hole(descriptor: int, position: int, end: int) -> int:
    """Return where the text begins that may be from `position` on, behind null characters."""
    if os.pread(descriptor, _PAGE, position).strip(b"\0"):
        return position
    return data_at(descriptor, min(position + _PAGE, end), end)


def without_nulls(block: bytes) -> bytes:
    """Return a block without what is left of a hole in it."""
    return _NULLS.sub(b"", block) if b"\0" in block else block
