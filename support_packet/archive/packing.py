"""What a worker does to a block: redact and compress it."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from isal import isal_zlib

from support_packet.redaction.blocks import Block
from support_packet.redaction.engine import Redactor

Compression = Literal["fast", "small"]

END_OF_DEFLATE = b"\x03\x00"
"""An empty last block: ends a stream of blocks that were flushed but not finished."""


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self, mode: int, /) -> bytes: ...


_COMPRESSORS: Mapping[Compression, Callable[[], _Compressor]] = {
    "fast": lambda: isal_zlib.compressobj(2, isal_zlib.DEFLATED, -15),
    "small": lambda: zlib.compressobj(7, zlib.DEFLATED, -15, 9),
}


@dataclass(frozen=True)
class PackedBlock:
    """A redacted block as deflate, and its size and CRC-32 before; `binary` if it is no text."""

    deflated: bytes
    size: int
    crc: int
    removed: Mapping[str, int]
    binary: bool


def pack(block: Block, redactor: Redactor, compression: Compression) -> PackedBlock:
    """Redact `block` and compress it so that it can follow any other in one deflate stream."""
    data, removed = redactor.redact(*block)
    compressor = _COMPRESSORS[compression]()
    deflated = compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH)
    binary = bool(removed) and b"\0" in data
    return PackedBlock(deflated, len(data), isal_zlib.crc32(data), removed, binary)
