"""The newest whole lines of a log that the server has compressed."""

import io
import os
from collections.abc import Iterable, Iterator

from isal import isal_zlib

from support_packet.mattermost.logs.bisection import blocks_within
from support_packet.mattermost.logs.newest_lines import (
    BLOCK_BYTES,
    check_complete,
    missing_end,
    missing_start,
)
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.message import N_, Message

_READ_BYTES = 64 * 1024


def claimed_size(file: io.FileIO) -> int:
    """Return the size of the content that the gzip file claims, modulo 4 GiB (RFC 1952)."""
    size = os.fstat(file.fileno()).st_size
    return int.from_bytes(os.pread(file.fileno(), 4, max(0, size - 4)), "little")


def newest_compressed_lines(file: io.FileIO, limits: LogLimits) -> Iterator[bytes]:
    """Yield blocks that end at a line end: the newest bytes of the content, within `limits`.

    A gzip file can only be read from its start: if it contains too much, everything is
    decompressed twice, the first time to count it. During that it yields empty blocks, so that
    the caller can stop it. Raises `ContentCut`, after everything that could be sent, if something
    is missing.
    """
    lines = _CompressedLines(file, limits)
    blocks = lines.newest()
    yield from blocks_within(blocks, limits.window) if limits.window else blocks
    check_complete(file, lines.missing)


class _CompressedLines:
    """One reading of a compressed log; `missing` says what it did not yield."""

    def __init__(self, file: io.FileIO, limits: LogLimits) -> None:
        self._file = file
        self._limits = limits
        self._skipped = 0
        self._unfinished = 0
        self._damage: Message | None = None

    def newest(self) -> Iterator[bytes]:
        excess = 0
        limit = self._limits.max_bytes
        if limit is not None and claimed_size(self._file) > limit:
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
        """Yield the content, in pieces of at most a block, up to where it is damaged."""
        member = isal_zlib.decompressobj(wbits=31)
        descriptor, offset = self._file.fileno(), 0
        try:
            while not member.eof:
                compressed = member.unconsumed_tail
                if not compressed:
                    compressed = os.pread(descriptor, _READ_BYTES, offset)
                    offset += len(compressed)
                piece = member.decompress(compressed, BLOCK_BYTES)
                if not piece and not compressed:
                    self._damage = Message(N_("the compressed file is not complete"))
                    return
                yield piece
            if member.unused_data or os.pread(descriptor, 1, offset):
                self._damage = Message(N_("the compressed file continues after its end"))
        except isal_zlib.error:  # type: ignore[misc]  # isal's stub calls the class an instance
            self._damage = Message(N_("the compressed file is damaged"))
        except OSError as error:
            cause = N_("it cannot be read, %(reason)s; check its disk")
            self._damage = Message(cause, reason=error.strerror)

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
        self._unfinished = len(held)

    def _within_limit(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield `blocks` up to the limit, which only a file exceeds that claims a wrong size."""
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
