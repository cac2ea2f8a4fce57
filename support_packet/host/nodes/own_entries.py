"""Reads the entries of a ZIP that this program has made, as they come, and in their blocks.

Each block is compressed by itself, so what is not changed here need not be compressed once more.
Other entries are left to a reader of all kinds.
"""

import struct
from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick
from isal import isal_zlib

from support_packet.archive.zip_format import (
    DEFLATED,
    DESCRIPTOR,
    DESCRIPTOR_SIGNATURE,
    ENTRY_SIGNATURE,
    FLAGS,
    IN_ZIP64,
    ZIP64_DESCRIPTOR,
    ZIP64_FIELD,
)
from support_packet.errors import ContentCut
from support_packet.files.decompressor import ISAL_ERROR, DeflateDecompressor
from support_packet.files.deflated_block import (
    END_OF_DEFLATE,
    SYNC_MARKER,
    InflatedBlock,
    block_of,
    inflated,
)

_HEADER = struct.Struct("<4s2x2H4x4x2L2H")
_SIZES = {b"": (0, 0), ZIP64_FIELD: (IN_ZIP64, IN_ZIP64)}
_DESCRIPTORS = {b"": DESCRIPTOR, ZIP64_FIELD: ZIP64_DESCRIPTOR}
# Ten times as fast as `find`.
_MARKER = BytesAhoCorasick([SYNC_MARKER])

_MAX_BLOCK_BYTES = 2**20
_MAX_TRIES = 3
"""Four bytes of a block may look like its end, once in gigabytes."""
_PIECE_BYTES = 64 * 1024
_WINDOW_BYTES = 32 * 1024
_SEARCHED_BYTES = 64 * 1024
"""At once: what follows a marker may have thousands of them."""


class OwnEntries:
    """The entries of the ZIP that `pieces` are, up to the first one of another form.

    Iterating yields the name and the content of each, which is to be taken before the next one.
    `ValueError` for what is damaged, `ContentCut` where `pieces` end with it. `rest` is what
    follows. `searched` is that of their blocks.
    """

    def __init__(self, pieces: Iterable[bytes], *, searched: bool = False) -> None:
        self._searched = searched
        self._pieces = iter(pieces)
        self._data = bytearray()
        self._cut: ContentCut | None = None
        self._taken = 0

    def __iter__(self) -> Iterator[tuple[bytes, Iterator[bytes]]]:
        while (header := self._header()) is not None:
            name, extra = header
            yield name, self._content(extra)

    @property
    def rest(self) -> Iterator[bytes]:
        """All that follows the last entry."""
        yield bytes(self._data)
        if self._cut:
            raise self._cut
        yield from self._pieces

    def _header(self) -> tuple[bytes, bytes] | None:
        """Take the next header, and return the name of the file and what follows that."""
        if not self._has(_HEADER.size):
            return None
        signature, flags, method, *sizes, name, extra = _HEADER.unpack_from(self._data)
        if (signature, flags, method) != (ENTRY_SIGNATURE, FLAGS, DEFLATED):
            return None
        end = _HEADER.size + name + extra
        if extra > len(ZIP64_FIELD) or not self._has(end):
            return None
        field = bytes(self._data[end - extra : end])
        if _SIZES.get(field) != tuple(sizes):
            return None
        return self._take(end)[_HEADER.size : end - extra], field

    def _content(self, extra: bytes) -> Iterator[bytes]:
        self._taken = size = crc = 0
        for piece in self._inflated():
            size += len(piece)
            block = block_of(piece)
            if block:
                crc = isal_zlib.crc32_combine(crc, block.crc, block.size)
            else:
                crc = isal_zlib.crc32(piece, crc)
            yield piece
        deflated, descriptor = self._taken, _DESCRIPTORS[extra]
        if not self._has(descriptor.size):
            raise self._too_short()
        found = descriptor.unpack(self._take(descriptor.size))
        if found != (DESCRIPTOR_SIGNATURE, crc, deflated, size):
            raise ValueError("its size or checksum is another")

    def _inflated(self) -> Iterator[bytes]:
        window = b""
        while not self._has(len(END_OF_DEFLATE)) or not self._data.startswith(END_OF_DEFLATE):
            block = self._block()
            if block is None:
                yield from self._stream(window)
                return
            yield block
            window = (window + block[-_WINDOW_BYTES:])[-_WINDOW_BYTES:]
        self._drop(len(END_OF_DEFLATE))

    def _block(self) -> InflatedBlock | None:
        """Take the next block, if it is one that is complete in itself."""
        end = 0
        for _ in range(_MAX_TRIES):
            end = self._marker_end(end)
            if not end:
                break
            block = inflated(self._beginning(end), _MAX_BLOCK_BYTES, searched=self._searched)
            if block is not None:
                self._drop(end)
                return block
        return None

    def _marker_end(self, start: int) -> int:
        """Return the end of the next marker that begins at `start` or later, 0 if none is near."""
        while not (end := self._marker_end_in_data(start)):
            start = max(start, len(self._data) - len(SYNC_MARKER) + 1)
            if len(self._data) > _MAX_BLOCK_BYTES or not self._more():
                return 0
        return end

    def _marker_end_in_data(self, start: int) -> int:
        with memoryview(self._data) as data:
            for first in range(start, len(data), _SEARCHED_BYTES):
                part = data[first : first + _SEARCHED_BYTES + len(SYNC_MARKER) - 1]
                if found := _MARKER.find_matches_as_indexes(part):
                    return first + found[0][2]
        return 0

    def _stream(self, window: bytes) -> Iterator[bytes]:
        """Yield the rest of the content of a file, whatever its blocks are."""
        inflater = DeflateDecompressor(isal_zlib.decompressobj(-15, window))
        while not inflater.eof:
            if inflater.needs_input and not self._has(1):
                raise self._too_short()
            data = self._take(len(self._data)) if inflater.needs_input else b""
            try:
                yield inflater.decompress(data, _PIECE_BYTES)
            except ISAL_ERROR:
                raise ValueError("it is not valid Deflate") from None
        self._data[:0] = inflater.unused_data
        self._taken -= len(inflater.unused_data)

    def _has(self, count: int) -> bool:
        while len(self._data) < count and self._more():
            pass
        return len(self._data) >= count

    def _more(self) -> bool:
        """Wait for the next piece; what came before a cut is still there after it."""
        try:
            piece = next(self._pieces, None)
        except ContentCut as cut:
            self._cut = cut
            return False
        self._data += piece or b""
        return piece is not None

    def _take(self, count: int) -> bytes:
        taken = self._beginning(count)
        self._drop(count)
        return taken

    def _beginning(self, count: int) -> bytes:
        # A slice of the array would be copied twice.
        with memoryview(self._data) as data:
            return bytes(data[:count])

    def _drop(self, count: int) -> None:
        del self._data[:count]
        self._taken += count

    def _too_short(self) -> Exception:
        return self._cut or ValueError("it breaks off")
