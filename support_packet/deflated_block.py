"""Content that comes compressed, and can be sent on as it came where nothing of it is removed."""

from dataclasses import dataclass

from isal import isal_zlib

from support_packet.decompressor import ISAL_ERROR

SYNC_MARKER = b"\x00\x00\xff\xff"
"""Ends what a compressor has flushed: an empty stored block, on a byte boundary."""

END_OF_DEFLATE = b"\x03\x00"
"""An empty final block: ends a stream of blocks that were flushed but not finished (RFC 1951)."""


@dataclass(frozen=True, eq=False)
class DeflatedBlock:
    """What `size` bytes are `deflated`, which can follow any other such block in one stream.

    `crc` is the CRC-32 of the bytes.
    """

    deflated: bytes
    size: int
    crc: int


class InflatedBlock(bytes):
    """The content of `block`, to be passed on like any other bytes.

    Slicing or joining it gives plain bytes, which no longer belong to the block.
    """

    block: DeflatedBlock


def inflated(deflated: bytes, max_bytes: int) -> InflatedBlock | None:
    """Return the content of the block that `deflated` is, which has at most `max_bytes` bytes.

    `None` for anything that refers to what came before it, is damaged, larger, or does not end
    where a block of deflate and a byte do.
    """
    inflater = isal_zlib.decompressobj(-15)
    try:
        content = InflatedBlock(inflater.decompress(deflated, max_bytes + 1))
        if len(content) > max_bytes:
            return None
        # Only from the end of a block does this lead to the end of the stream, and to no content.
        rest = inflater.decompress(END_OF_DEFLATE, 1)
    except ISAL_ERROR:
        return None
    if rest or not inflater.eof or inflater.unused_data:
        return None
    content.block = DeflatedBlock(deflated, len(content), isal_zlib.crc32(content))
    return content


def block_of(piece: bytes) -> DeflatedBlock | None:
    """Return the block that `piece` is the content of, if it is that of one."""
    return piece.block if isinstance(piece, InflatedBlock) else None
