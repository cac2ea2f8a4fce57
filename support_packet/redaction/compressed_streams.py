"""Unpacks gzip, bzip2 and xz bit by bit, whatever they claim to be, and packs them again."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from support_packet.errors import ContentCut
from support_packet.files.decompressor import Decompressor, GzipDecompressor
from support_packet.values.message import N_
from support_packet.values.reason import Reason

MAX_UNPACKED_BYTES = 4 * 2**30
MAX_RATIO = 200
"""How many times its size content may unpack to, once it is more than `MIN_CHECKED_BYTES`."""

MIN_CHECKED_BYTES = 16 * 2**20
"""Less is not a danger; a short log of equal lines unpacks to a thousand times its size."""

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_PIECE_BYTES = 256 * 1024
_PART_BYTES = 16 * 1024
_MAX_XZ_MEMORY = 96 * 2**20
"""`xz -9` takes 65 MiB to unpack."""

_XZ_PRESET = 1
"""Takes 9 MiB to pack, where the usual 6 takes 94."""

_DAMAGED = N_("It ends early, because the compressed content is damaged.")
_CUT_OFF = N_("It ends early, because the compressed content is cut off.")
_TOO_MUCH = N_("It ends early, because it unpacks to far more than it is.")


@dataclass(frozen=True)
class Repacked:
    """What was done to compressed content: how many secrets were removed, by the rules' ids.

    `problem` says why it was not searched, or is not whole, `None` if it was and is.
    """

    removed: Mapping[str, int]
    problem: Reason | None


def mapped(
    content: Generator[Piece, None, Result], change: Callable[[Piece], bytes]
) -> Generator[bytes, None, Result]:
    """Yield `change` of each piece, and return what `content` returns."""
    while True:
        try:
            piece = next(content)
        except StopIteration as done:
            result: Result = done.value
            return result
        yield change(piece)


class Compressor(Protocol):
    """What all compressors have in common."""

    def compress(self, data: bytes, /) -> bytes:
        """Take `data`, and return what is ready."""

    def flush(self) -> bytes:
        """Return the rest."""


@dataclass(frozen=True)
class StreamFormat:
    """How to unpack and pack a format."""

    decompressor: Callable[[], Decompressor]
    compressor: Callable[[], Compressor]


STREAM_FORMATS: Mapping[str, StreamFormat] = {
    # Of a time and a name, zlib's header has none.
    "gzip": StreamFormat(
        lambda: GzipDecompressor(zlib.decompressobj),
        lambda: zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16),
    ),
    "bzip2": StreamFormat(bz2.BZ2Decompressor, bz2.BZ2Compressor),
    "xz": StreamFormat(
        lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_XZ_MEMORY),
        lambda: lzma.LZMACompressor(lzma.FORMAT_XZ, preset=_XZ_PRESET),
    ),
}


class Limit:
    """How much compressed content may unpack to."""

    def __init__(self, max_unpacked: int = MAX_UNPACKED_BYTES) -> None:
        self._max_unpacked = max_unpacked
        self._packed = 0
        self._unpacked = 0

    def add(self, *, packed: int = 0, unpacked: int = 0) -> None:
        """Count bytes; `ContentCut` if there are too many."""
        self._packed += packed
        self._unpacked += unpacked
        if self._unpacked > self._max_unpacked or (
            self._unpacked > max(MIN_CHECKED_BYTES, self._packed * MAX_RATIO)
        ):
            raise ContentCut(_TOO_MUCH)


def decompressed(stream_format: StreamFormat, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what `pieces` unpack to: one stream, or several, one after the other.

    `ContentCut` where they are damaged, cut off, or unpack to too much.
    """
    limit = Limit()
    # None between two streams, where zeros may be.
    decompressor: Decompressor | None = stream_format.decompressor()
    for part in _parts(pieces):
        yield b""
        data = part
        limit.add(packed=len(part))
        while data or (decompressor and not decompressor.needs_input):
            if decompressor is None:
                data = data.lstrip(b"\0")
                decompressor = stream_format.decompressor() if data else None
                continue
            out = _step(decompressor, data)
            limit.add(unpacked=len(out))
            yield out
            data = b""
            if decompressor.eof:
                data, decompressor = decompressor.unused_data, None
    if decompressor is not None:
        raise ContentCut(_CUT_OFF)


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut large pieces: what a decompressor does not use at once, it copies each time."""
    for piece in pieces:
        for start in range(0, len(piece), _PART_BYTES) or (0,):
            yield piece[start : start + _PART_BYTES]


def _step(decompressor: Decompressor, data: bytes) -> bytes:
    try:
        return decompressor.decompress(data, _PIECE_BYTES)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        raise ContentCut(_DAMAGED) from None
