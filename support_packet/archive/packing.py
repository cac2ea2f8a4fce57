"""What a worker does to a block: redact and compress it."""

import hashlib
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from isal import isal_zlib

from support_packet.files.deflated_block import DeflatedBlock
from support_packet.redaction.binary_content import is_changed_binary
from support_packet.redaction.block import Block, ReceivedBlock
from support_packet.redaction.edges import Edges
from support_packet.redaction.engine import Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT

Compression = Literal["fast", "small"]


_digest = hashlib.sha512(usedforsecurity=False)
_ONE_BLOCK = bytes(_digest.block_size)
"""What SHA-512 takes at once: it works as soon as it has so much."""


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self, mode: int, /) -> bytes: ...


_COMPRESSORS: Mapping[Compression, Callable[[], _Compressor]] = {
    # With the most memory (9) ISA-L's level 1 is faster than its level 2, and as small; -15 is
    # deflate without a header.
    "fast": lambda: isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15, 9),
    "small": lambda: zlib.compressobj(7, zlib.DEFLATED, -15, 9),
}


@dataclass(frozen=True)
class PackedBlock:
    """A redacted block as deflate, with the size and CRC-32 of its content.

    `removed` counts the secrets by kind; `binary` means that secrets were replaced in content that
    is not text. `head` and `tail` are what has to be checked together with the blocks next to it.
    """

    deflated: bytes
    size: int
    crc: int
    removed: Mapping[str, int]
    binary: bool
    head: bytes = b""
    tail: bytes = b""


def pack(block: Block, redactor: Redactor | None, compression: Compression) -> PackedBlock:
    """Redact `block` and compress it so that it can follow any other block in one stream.

    Without a `redactor` the block is not changed. A block that came deflated and is not changed is
    not compressed again.
    """
    received = block.received if isinstance(block, ReceivedBlock) else None
    data, removed = _redacted(block, received, redactor)
    if received and compression == "fast" and data == block.data:
        packed = _packed_before(data, removed, received)
    else:
        packed = _packed(data, removed, compression)
    edge = redactor.gate.edge if redactor and redactor.gate else 0
    return replace(packed, head=data[:edge], tail=data[-edge:]) if edge else packed


def _redacted(
    block: Block, received: DeflatedBlock | None, redactor: Redactor | None
) -> tuple[bytes, Mapping[str, int]]:
    if redactor is None:
        return block.data, {}
    if received and received.searched:
        return redactor.redact_searched(block.data)
    return redactor.redact(*block)


def check_edges(
    blocks: Generator[PackedBlock, None, None], edges: Edges, compression: Compression
) -> Generator[PackedBlock, None, None]:
    """Yield the blocks of one entry; of two that show a secret together, the second is withheld."""
    with closing(blocks):
        for block in blocks:
            if edges.passes(block.head, block.tail):
                yield block
            else:
                yield _packed(WITHHELD_TEXT, {WITHHELD: 1}, compression)


def _packed(data: bytes, removed: Mapping[str, int], compression: Compression) -> PackedBlock:
    compressor = _COMPRESSORS[compression]()
    # A sync flush ends on a byte boundary and ends no stream: blocks can be concatenated.
    deflated = compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH)
    crc = isal_zlib.crc32(data)
    _leave_wide_registers()
    return _packed_before(data, removed, DeflatedBlock(deflated, len(data), crc))


def _packed_before(data: bytes, removed: Mapping[str, int], block: DeflatedBlock) -> PackedBlock:
    binary = is_changed_binary(data, removed)
    return PackedBlock(block.deflated, block.size, block.crc, removed, binary)


def _leave_wide_registers() -> None:
    """Let the processor forget the upper halves of its wide registers, which ISA-L leaves in use.

    Until something executes `vzeroupper`, code for narrow ones takes up to four times as long in
    this thread, and the search is such code. OpenSSL's SHA-512 ends with it where there is AVX2.
    """
    _digest.update(_ONE_BLOCK)
