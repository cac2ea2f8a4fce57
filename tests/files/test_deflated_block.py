"""What came compressed is known as a whole, or not at all."""

import zlib

import pytest

from support_packet.files.deflated_block import (
    END_OF_DEFLATE,
    block_of,
    inflated,
)

LINES = b"".join(b'{"level":"info","msg":"line %d"}\n' % number for number in range(9000))


def deflated(content: bytes, level: int = 6) -> bytes:
    """Return a block as the archive makes it: flushed, and not ended."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush(zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize("content", [LINES, b"x\n", b"", bytes(2**20)])
@pytest.mark.parametrize("level", [0, 1, 9])
def test_a_block_knows_its_content(content: bytes, level: int) -> None:
    found = inflated(deflated(content, level), 2**20)

    assert found == content
    block = block_of(found)
    assert block
    assert (block.deflated, block.size) == (deflated(content, level), len(content))
    assert block.crc == zlib.crc32(content)


def test_a_block_that_is_too_large_is_not_taken_for_one() -> None:
    assert inflated(deflated(bytes(2**20 + 1)), 2**20) is None
    assert inflated(deflated(bytes(2**29)), 2**20) is None


def test_nor_is_one_that_refers_to_what_came_before_it() -> None:
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    compressor.compress(LINES)
    compressor.flush(zlib.Z_SYNC_FLUSH)

    later = compressor.compress(LINES) + compressor.flush(zlib.Z_SYNC_FLUSH)

    assert inflated(later, 2**20) is None


def test_nor_is_one_that_ends_anywhere_else() -> None:
    whole = deflated(LINES[:3000]) + deflated(LINES[3000:9000])
    ends = {len(deflated(LINES[:3000])), len(whole)}

    found = {end for end in range(1, len(whole) + 1) if inflated(whole[:end], 2**20) is not None}

    # The last five bytes of a block are an empty one, which a compressor begins on a whole byte
    # only by chance.
    assert ends <= found <= ends | {end - 5 for end in ends}


def test_nor_is_what_is_ended_or_damaged() -> None:
    block = deflated(LINES)

    assert inflated(block + END_OF_DEFLATE, 2**20) is None
    assert inflated(block + b"more", 2**20) is None
    assert inflated(b"\xff" * 100, 2**20) is None


def test_what_was_cut_or_joined_belongs_to_no_block() -> None:
    content = inflated(deflated(LINES), 2**20)
    assert content is not None

    others = [content[:-1], content[1:], b"".join([content, b"\n"]), b"" + content, LINES]

    assert [block_of(piece) for piece in others] == [None] * len(others)
