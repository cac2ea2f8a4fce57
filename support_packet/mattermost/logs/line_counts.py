"""Counts the lines and errors of a part of a log, each piece only once while it is unchanged."""

import os
import re
import threading
from collections import OrderedDict
from itertools import pairwise
from typing import NamedTuple

_PIECE_BYTES = 256 * 1024
"""Small enough for a processor's cache, in which each pattern is searched for."""
_MAX_PIECES = 2048
_HEAD_BYTES = 4096
_MAX_LINE = 4096

_LEVELS = (b"error", b"fatal", b"panic")
_JSON_ERRORS = tuple(b'"level":"%s"' % level for level in _LEVELS)
_SPACED_ERRORS = tuple(b'"level": "%s"' % level for level in _LEVELS)
_GELF_ERRORS = tuple(b'"level":%d%s' % (level, end) for level in range(3) for end in (b",", b"}"))
_COLORED_ERRORS = tuple(b"m%s\x1b[" % level for level in _LEVELS)
_PLAIN_ERRORS = (
    *(b"\n%s " % level for level in _LEVELS),
    *(b"\t%s\t" % level for level in _LEVELS),
    *(b"[%s]" % level for level in (b"EROR", b"CRIT")),
)
"""How a line of each format says that it is an error: logr's and zap's, and that before 4.10."""
_OTHER_JSON = {b'"level": "': _SPACED_ERRORS, b'"short_message":': _GELF_ERRORS}
"""What the errors of other writers of JSON contain, by what their lines contain."""
_DELIMITED = re.compile(rb"[a-z]{3,12}([\t|,;:])\s*\[")
_MAX_PATTERN = max(map(len, _JSON_ERRORS + _SPACED_ERRORS + _COLORED_ERRORS + _PLAIN_ERRORS))

_FileId = tuple[int, int, int]


class Counts(NamedTuple):
    """How many lines, and how many of them are errors."""

    lines: int
    errors: int


_kept: OrderedDict[tuple[_FileId, int, int], Counts] = OrderedDict()
_lock = threading.Lock()


class LineCounter:
    """Counts in an open log. A log grows at its end: what was counted before it is not read again.

    A log is the same while its file and the first bytes of that are the same; after it was copied
    and truncated it is another. It is read, not mapped, because it may be cut short at any time.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        status = os.fstat(descriptor)
        head = hash(os.pread(descriptor, _HEAD_BYTES, 0))
        self._id = status.st_dev, status.st_ino, head
        self._buffer = bytearray(1 + _PIECE_BYTES + _MAX_PATTERN)

    def count(self, start: int, end: int) -> Counts:
        """Count from `start`, where a line begins, to `end`."""
        borders = range(start - start % _PIECE_BYTES + _PIECE_BYTES, end, _PIECE_BYTES)
        pieces = [self._piece(*piece) for piece in pairwise((start, *borders, end))]
        return Counts(sum(piece.lines for piece in pieces), sum(piece.errors for piece in pieces))

    def _piece(self, start: int, end: int) -> Counts:
        key = self._id, start, end
        with _lock:
            if found := _kept.get(key):
                _kept.move_to_end(key)
                return found
        counts, is_whole = self._read(start, end)
        if is_whole:
            with _lock:
                _kept[key] = counts
                while len(_kept) > _MAX_PIECES:
                    _kept.popitem(last=False)
        return counts

    def _read(self, start: int, end: int) -> tuple[Counts, bool]:
        """Count from `start` to `end`; also return whether all that decides it is written.

        A pattern counts where it begins, and may begin with the end of the line before.
        """
        buffer, size = self._buffer, end - start
        before = min(1, start)
        buffer[0] = ord("\n")
        wanted = memoryview(buffer)[1 - before : 1 + size + _MAX_PATTERN]
        read = os.preadv(self._descriptor, [wanted], start - before)
        filled = 1 - before + read
        lines = buffer.count(b"\n", 1, min(filled, 1 + size))
        first = buffer.find(b"\n", 0, filled) + 1
        patterns = _patterns(bytes(buffer[first : first + _MAX_LINE].partition(b"\n")[0]))
        errors = sum(
            buffer.count(pattern, 0, min(filled, size + len(pattern) - 1)) for pattern in patterns
        )
        return Counts(lines, errors), read == len(wanted)


def _patterns(line: bytes) -> tuple[bytes, ...]:
    """Return what the lines of errors contain in the format of `line`."""
    if line.startswith(b"{"):
        others = (patterns for mark, patterns in _OTHER_JSON.items() if mark in line)
        return next(others, _JSON_ERRORS)
    if b"\x1b[" in line:
        return _COLORED_ERRORS
    delimited = _DELIMITED.match(line)
    return (
        tuple(b"\n%s%s" % (level, delimited[1]) for level in _LEVELS)
        if delimited
        else _PLAIN_ERRORS
    )
