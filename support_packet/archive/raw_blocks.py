"""Cuts content that is not searched for secrets into blocks to compress."""

from collections.abc import Iterable, Iterator

from support_packet.errors import ContentCut
from support_packet.redaction.block import Block


def raw_blocks(pieces: Iterable[bytes], block_bytes: int) -> Iterator[Block | None]:
    """Yield blocks of `block_bytes` bytes, the same however the content's pieces are cut.

    `None` where a piece completed no block. `ContentCut` ends the content where it is.
    """
    waiting = bytearray()
    try:
        for piece in pieces:
            waiting += piece
            while len(waiting) >= block_bytes:
                yield Block(bytes(waiting[:block_bytes]), 0, block_bytes)
                del waiting[:block_bytes]
            yield None
    except ContentCut:
        pass  # `ObservedContent`, around the pieces, keeps the reason
    if waiting:
        yield Block(bytes(waiting), 0, len(waiting))
