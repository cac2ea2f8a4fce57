"""The newest whole lines of a log that the server has compressed."""

import io
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from support_packet.files.decompressor import Decompressor
from support_packet.mattermost.logs.bisection import blocks_within, bytes_reader, has_times
from support_packet.mattermost.logs.compressed_sizes import possible_size
from support_packet.mattermost.logs.decompressors import FORMATS, damaged
from support_packet.mattermost.logs.holes import without_nulls
from support_packet.mattermost.logs.missing_parts import (
    UNFINISHED,
    check_complete,
    missing_end,
    missing_start,
)
from support_packet.mattermost.logs.sent_part import BLOCK_BYTES, MAX_UNFINISHED_BYTES
from support_packet.mattermost.logs.window_notes import note_empty, note_without_times
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.message import N_, Message
from support_packet.values.warning import warn

_READ_BYTES = 64 * 1024
_MAX_PADDING = 2**20
_GZIP = b"\x1f\x8b"


def newest_compressed_lines(
    file: io.FileIO, limits: LogLimits, decompressor: Callable[[], Decompressor] = FORMATS[".gz"]
) -> Iterator[bytes]:
    """Yield blocks that end at a line end: the newest bytes of the content, within `limits`.

    A compressed file can only be read from its start: if it may contain too much, everything is
    decompressed twice, the first time to count it, whatever it claims. During that it yields empty
    blocks, so that the caller can stop it. Raises `ContentCut`, after everything that could be
    sent, if something is missing.
    """
    lines = _CompressedLines(file, limits, decompressor)
    yield from _within(lines, file, limits) if limits.window else lines.newest()
    check_complete(file, lines.missing)


def _within(lines: "_CompressedLines", file: io.FileIO, limits: LogLimits) -> Iterator[bytes]:
    """Yield the blocks of the window, all where the first one has no time."""
    first, blocks = b"", lines.newest()
    while not first:
        if (block := next(blocks, None)) is None:
            return
        first = block
        if not first:
            yield b""
    whole = chain([first], blocks)
    if b"\n" in first and not has_times(bytes_reader(first), 0, len(first)):
        note_without_times(file.name, limits.window)
        yield from whole
        return
    is_empty = True
    for block in blocks_within(whole, limits.window):
        is_empty = is_empty and not block
        yield block
    if is_empty and not lines.missing:
        note_empty(file.name, limits.window)


class _CompressedLines:
    """One reading of a compressed log; `missing` says what it did not yield."""

    def __init__(
        self, file: io.FileIO, limits: LogLimits, decompressor: Callable[[], Decompressor]
    ) -> None:
        self._file = file
        self._decompressor = decompressor
        self._limits = limits
        self._skipped = 0
        self._unfinished = 0
        self._damage: Message | None = None

    def newest(self) -> Iterator[bytes]:
        excess = 0
        limit = self._limits.max_bytes
        if limit is not None and possible_size(self._file) > limit:
            for piece in self._pieces():
                excess += len(piece)
                yield b""
            excess -= limit
        yield from self._within_limit(self._whole_lines(self._after(excess)))

    @property
    def missing(self) -> list[Message]:
        missing = [missing_start(self._skipped, self._limits)] if self._skipped else []
        if self._damage:
            missing.append(Message(N_("the rest (%(reason)s)"), reason=self._damage))
        elif self._unfinished:
            missing.append(missing_end(self._unfinished))
        return missing

    def _pieces(self) -> Iterator[bytes]:
        """Yield the content, in pieces of at most a block, up to where it is damaged.

        Without the null characters that a hole has become when the log was compressed.
        """
        try:
            yield from (without_nulls(piece.strip(b"\0")) for piece in self._members())
        except EOFError:
            self._damage = Message(N_("the compressed file is not complete"))
        except damaged():
            self._damage = Message(N_("the compressed file is damaged"))
        except OSError as error:
            if error.errno is None:  # bzip2's own
                self._damage = Message(N_("the compressed file is damaged"))
                return
            cause = N_("it cannot be read, %(reason)s; check its disk")
            self._damage = Message(cause, reason=error.strerror)

    def _members(self) -> Iterator[bytes]:
        """Yield the content of all members: parallel compressors write several, as appending does.

        `EOFError` in the middle of one.
        """
        start: int | None = 0
        while start is not None:
            if start and not self._continues(start):
                self._damage = Message(N_("the compressed file continues after its end"))
                return
            start = self._behind_padding((yield from self._member(start)))

    def _member(self, offset: int) -> Generator[bytes, None, int]:
        """Yield the content of the member at `offset`; return where it ends."""
        member = self._decompressor()
        while not member.eof:
            compressed = b""
            if member.needs_input:
                compressed = self._read(offset)
                if not compressed:
                    raise EOFError
                offset += len(compressed)
            yield member.decompress(compressed, BLOCK_BYTES)
        return offset - len(member.unused_data)

    def _continues(self, offset: int) -> bool:
        """Return whether a member of gzip begins there; the other formats find out themselves."""
        return self._decompressor is not FORMATS[".gz"] or self._read(offset)[:2] == _GZIP

    def _behind_padding(self, offset: int) -> int | None:
        """Return where the next member begins, behind null characters; None at the end."""
        for _ in range(_MAX_PADDING // _READ_BYTES):
            data = self._read(offset)
            if not data:
                return None
            if text := data.lstrip(b"\0"):
                return offset + len(data) - len(text)
            offset += len(data)
        return offset

    def _read(self, offset: int) -> bytes:
        return os.pread(self._file.fileno(), _READ_BYTES, offset)

    def _after(self, excess: int) -> Iterator[bytes]:
        """Yield what comes after the first `excess` bytes, from the next line on."""
        skipping = excess > 0
        for piece in self._pieces():
            start = 0
            if skipping:
                start = piece.find(b"\n", max(0, excess - 1 - self._skipped)) + 1
                skipping = not start
                self._skipped += start or len(piece)
            yield b"" if skipping else piece[start:]

    def _whole_lines(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        held = b""
        for piece in pieces:
            held += piece
            end = held.rfind(b"\n") + 1
            if not end and len(held) >= BLOCK_BYTES:
                end = len(held)  # a part of a line that is longer than a block
            yield held[:end]
            held = held[end:]
        if self._damage is None and 0 < len(held) <= MAX_UNFINISHED_BYTES:
            yield held
            warn(UNFINISHED, file=self._file.name)
            return
        self._unfinished = len(held)

    def _within_limit(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield `blocks` up to the limit, which only a file exceeds that was not counted."""
        left = self._limits.max_bytes
        for block in blocks:
            if left is not None:
                if len(block) > left:
                    yield block[: block.rfind(b"\n", 0, left) + 1]
                    cause = N_("it contains more than %(limit)s bytes, and more than it claims")
                    self._damage = Message(cause, limit=self._limits.max_bytes)
                    return
                left -= len(block)
            yield block
