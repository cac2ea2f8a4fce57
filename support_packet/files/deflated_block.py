"""Content that comes compressed, and can be sent on as it came where nothing of it is removed."""

from collections.abc import Iterator
from dataclasses import dataclass

from isal import isal_zlib

from support_packet.files.decompressor import ISAL_ERROR

SYNC_MARKER = b"\x00\x00\xff\xff"
"""Ends what a compressor has flushed: an empty stored block, on a byte boundary."""

END_OF_DEFLATE = b"\x03\x00"
"""An empty final block: ends a stream of blocks that were flushed but not finished (RFC 1951)."""

_PART_BYTES = 64 * 1024


@dataclass(frozen=True, eq=False)
class DeflatedBlock:
    """What `size` bytes are `deflated`, which can follow any other such block in one stream.

    `crc` is the CRC-32 of the bytes. `searched` says that the same rules for secrets as here have
    been applied to them.
    """

    deflated: bytes
    size: int
    crc: int
    searched: bool = False


class InflatedBlock(bytes):
    """The content of `block`, to be passed on like any other bytes.

    Slicing or joining it gives plain bytes, which no longer belong to the block.
    """

    block: DeflatedBlock


def inflated(deflated: bytes, max_bytes: int, *, searched: bool = False) -> InflatedBlock | None:
    """Return the content of the block that `deflated` is, which has at most `max_bytes` bytes.

    `None` for anything that refers to what came before it, is damaged, larger, or does not end
    where a block of deflate and a byte do.
    """
    inflater = isal_zlib.decompressobj(-15)
    try:
        content = InflatedBlock(b"".join(_parts(inflater, deflated, max_bytes)))
        # Only from the end of a block does this lead to the end of the stream, and to no content.
        rest = inflater.decompress(END_OF_DEFLATE, 1)
    except ISAL_ERROR:
        return None
    if len(content) > max_bytes or rest or not inflater.eof or inflater.unused_data:
        return None
    crc = isal_zlib.crc32(content)
    content.block = DeflatedBlock(deflated, len(content), crc, searched)
    return content


def _parts(inflater: isal_zlib.Decompress, data: bytes, max_bytes: int) -> Iterator[bytes]:
    """Yield the content, up to a part that has more than `max_bytes` with those before it.

    The library enlarges what it returns step by step: whole blocks would fragment the memory.
    """
    size = 0
    while size <= max_bytes and (part := inflater.decompress(data, _PART_BYTES)):
        yield part
        size += len(part)
        data = inflater.unconsumed_tail


def block_of(piece: bytes) -> DeflatedBlock | None:
    """Return the block that `piece` is the content of, if it is that of one."""
    return piece.block if isinstance(piece, InflatedBlock) else None
