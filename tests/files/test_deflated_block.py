"""What came compressed is known as a whole, or not at all."""

import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import ContentCut
from support_packet.files.deflated_block import (
    END_OF_DEFLATE,
    DeflatedPart,
    inflated_parts,
    whole_blocks,
)

LINES = b"".join(b'{"level":"info","msg":"line %d"}\n' % number for number in range(9000))


def deflated(content: bytes, level: int = 6) -> bytes:
    """Return a block as the archive makes it: flushed, and not ended."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush(zlib.Z_SYNC_FLUSH)


def parts_of(content: bytes) -> list[DeflatedPart]:
    parts = inflated_parts(deflated(content), 2**20)
    assert parts is not None
    return parts


@pytest.mark.parametrize("content", [LINES, b"x\n", b"", bytes(2**20)])
@pytest.mark.parametrize("level", [0, 1, 9])
def test_the_parts_are_the_content(content: bytes, level: int) -> None:
    parts = inflated_parts(deflated(content, level), 2**20)

    assert parts is not None
    assert b"".join(parts) == content
    assert all(part.block.deflated == deflated(content, level) for part in parts)


def test_a_block_that_is_too_large_is_none() -> None:
    assert inflated_parts(deflated(bytes(2**20 + 1)), 2**20) is None
    assert inflated_parts(deflated(bytes(2**29)), 2**20) is None


def test_a_block_that_refers_to_what_came_before_it_is_none() -> None:
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    compressor.compress(LINES)
    compressor.flush(zlib.Z_SYNC_FLUSH)

    later = compressor.compress(LINES) + compressor.flush(zlib.Z_SYNC_FLUSH)

    assert inflated_parts(later, 2**20) is None


def test_a_block_that_ends_anywhere_else_is_none() -> None:
    whole = deflated(LINES[:3000]) + deflated(LINES[3000:9000])
    ends = {len(deflated(LINES[:3000])), len(whole)}

    found = {end for end in range(1, len(whole) + 1) if inflated_parts(whole[:end], 2**20)}

    # The last five bytes of a block are an empty one, which a compressor begins on a whole byte
    # only by chance.
    assert ends <= found <= ends | {end - 5 for end in ends}


def test_what_is_ended_or_damaged_is_none() -> None:
    block = deflated(LINES)

    assert inflated_parts(block + END_OF_DEFLATE, 2**20) is None
    assert inflated_parts(block + b"more", 2**20) is None
    assert inflated_parts(b"\xff" * 100, 2**20) is None


CONTENTS = [LINES[:200_000], b"short\n", LINES[:70_000]]


@given(
    dropped=st.sets(st.integers(0, 6)),
    doubled=st.sets(st.integers(0, 6)),
    reverse=st.booleans(),
)
def test_what_is_a_whole_block_is_what_it_says(
    dropped: set[int], doubled: set[int], reverse: bool
) -> None:
    pieces: list[bytes] = [part for content in CONTENTS for part in parts_of(content)]
    passed = [
        piece
        for number, piece in enumerate([*pieces, b"plain"])
        if number not in dropped
        for _ in range(2 if number in doubled else 1)
    ]
    passed = passed[::-1] if reverse else passed

    found = list(whole_blocks(passed))

    assert b"".join(data for data, _ in found) == b"".join(passed)
    for data, block in found:
        if block:
            assert zlib.decompressobj(-15).decompress(block.deflated) == data


def test_untouched_parts_are_blocks() -> None:
    pieces = [part for content in CONTENTS for part in parts_of(content)]

    found = [data for data, block in whole_blocks(pieces) if block]

    assert found == CONTENTS


def test_a_part_that_was_cut_is_none() -> None:
    first, *rest = parts_of(LINES)

    found = list(whole_blocks([first[:-1], first[-1:], *rest]))

    assert b"".join(data for data, _ in found) == LINES
    assert not [block for _, block in found if block]


def test_what_came_before_a_cut_comes() -> None:
    def pieces() -> Iterator[bytes]:
        yield from parts_of(LINES)[:2]
        raise ContentCut("it broke off")

    found: list[bytes] = []
    with pytest.raises(ContentCut, match="it broke off"):
        found.extend(data for data, _ in whole_blocks(pieces()))

    assert b"".join(found) == LINES[: 2 * 64 * 1024]


def test_a_part_lets_what_is_ready_go() -> None:
    """The consumer gets an empty piece for each part that completes no block."""
    parts = parts_of(LINES)

    assert [data for data, _ in whole_blocks(parts)] == [b""] * (len(parts) - 1) + [LINES]
