"""A part of content that is redacted and compressed apart from the others."""

from typing import NamedTuple

from support_packet.files.deflated_block import DeflatedBlock


class Block(NamedTuple):
    """Bytes `start` to `end` of `data`; those around them show what the cuts go through."""

    data: bytes
    start: int
    end: int


class ReceivedBlock(Block):
    """A block that may have come as `received`, all of it."""

    received: DeflatedBlock | None = None

    @classmethod
    def of(cls, data: bytes, received: DeflatedBlock | None) -> Block:
        """Return the block that `data` is."""
        block = cls(data, 0, len(data))
        block.received = received
        return block
