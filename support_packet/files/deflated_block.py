"""Content that comes compressed, and can be sent on as it came where nothing of it is removed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isal import isal_zlib

from support_packet.errors import ContentCut
from support_packet.files.decompressor import ISAL_ERROR

SYNC_MARKER = b"\x00\x00\xff\xff"
"""Ends what a compressor has flushed: an empty stored block, on a byte boundary."""

END_OF_DEFLATE = b"\x03\x00"
"""An empty final block: ends a stream of blocks that were flushed but not finished (RFC 1951)."""

_PART_BYTES = 64 * 1024


@dataclass(frozen=True, eq=False)
class DeflatedBlock:
    """What `size` bytes are `deflated`, which can follow any other such block in one stream."""

    deflated: bytes
    size: int


class DeflatedPart(bytes):
    """The bytes of `block` from `start` on, to be passed on like any others, but as a whole.

    Slicing or joining it gives plain bytes, which no longer belong to the block.
    """

    block: DeflatedBlock
    start: int


def inflated_parts(deflated: bytes, max_bytes: int) -> list[DeflatedPart] | None:
    """Return the parts of the block that `deflated` is, which has at most `max_bytes` bytes.

    `None` for anything that refers to what came before it, is damaged, larger, or does not end
    where a block of deflate and a byte do.
    """
    inflater = isal_zlib.decompressobj(-15)
    parts: list[DeflatedPart] = []
    size, data = 0, deflated
    try:
        while size <= max_bytes and (part := inflater.decompress(data, _PART_BYTES)):
            parts.append(DeflatedPart(part))
            parts[-1].start = size
            size += len(part)
            data = inflater.unconsumed_tail
        # Only from the end of a block does this lead to the end of the stream, and to no content.
        rest = inflater.decompress(END_OF_DEFLATE, 1)
    except ISAL_ERROR:
        return None
    if size > max_bytes or rest or not inflater.eof or inflater.unused_data:
        return None
    block = DeflatedBlock(deflated, size)
    for part in parts:
        part.block = block
    return parts


def whole_blocks(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, DeflatedBlock | None]]:
    """Yield `pieces`, but the parts of one block as one piece, with the block that it is.

    Parts that are not all of a block are pieces like any others.
    """
    parts: list[DeflatedPart] = []
    size = 0
    try:
        for piece in pieces:
            follows = isinstance(piece, DeflatedPart) and _follows(piece, parts, size)
            if parts and not follows:
                yield b"".join(parts), None
                parts, size = [], 0
            if not isinstance(piece, DeflatedPart) or (piece.start and not follows):
                yield piece, None
                continue
            parts.append(piece)
            size += len(piece)
            if size == piece.block.size:
                yield b"".join(parts), piece.block
                parts, size = [], 0
            else:
                yield b"", None
    except ContentCut:
        if parts:
            yield b"".join(parts), None
        raise
    if parts:
        yield b"".join(parts), None


def _follows(piece: DeflatedPart, parts: list[DeflatedPart], size: int) -> bool:
    return bool(parts) and piece.block is parts[0].block and piece.start == size
