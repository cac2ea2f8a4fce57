"""Content is cut at line ends, the same way however it comes."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import ContentCut
from support_packet.redaction import spanning
from support_packet.redaction.block import Block
from support_packet.redaction.blocks import BLOCK_BYTES, MAX_LINE_BYTES, Blocks
from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules.keys.open_keys import open_keys
from support_packet.redaction.spanning import Openings
from support_packet.values.message import Message
from support_packet.values.reason import Reason

LINES = b"".join(b"line %d\n" % number for number in range(1000))
KEY = b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 64 + b"\n" + b"B" * 64 + b"\n"


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(["kn0wn-s3cret", "two\nlines-1"])


def blocks_of(
    redactor: Redactor, pieces: Iterable[bytes], block_bytes: int = 100, max_line_bytes: int = 300
) -> list[Block]:
    blocks = Blocks(
        pieces, redactor, block_bytes=block_bytes, max_line_bytes=max_line_bytes, overlap=50
    )
    return [block for block in blocks if block]


def core(block: Block) -> bytes:
    return block.data[block.start : block.end]


def test_blocks_end_where_lines_end(redactor: Redactor) -> None:
    blocks = blocks_of(redactor, [LINES])

    assert b"".join(map(core, blocks)) == LINES
    assert all(core(block).endswith(b"\n") for block in blocks)
    assert {90 < len(core(block)) <= 100 for block in blocks[:-1]} == {True}


PARTS = [b"a", b"bc\n", b"\n", b"f" * 49 + b"\n", b"d" * 120, b"e" * 700, KEY]


@pytest.mark.parametrize("secret", ["two\nlines-1", "one-line-1"])
@given(parts=st.lists(st.sampled_from(PARTS)), cut=st.integers(1, 400))
def test_pieces_make_no_difference(secret: str, parts: list[bytes], cut: int) -> None:
    redactor = Redactor([secret])
    content = b"".join(parts)
    pieces = [content[start : start + cut] for start in range(0, len(content), cut)]

    blocks = blocks_of(redactor, [content])

    assert b"".join(map(core, blocks)) == content
    assert blocks == blocks_of(redactor, pieces) == blocks_of(redactor, parts)


def test_a_piece_that_is_a_block_is_not_copied() -> None:
    pieces = [b"%050d\n" % number + b"f" * 47 + b"\n" for number in range(3)]

    blocks = blocks_of(Redactor([]), pieces)

    assert [id(block.data) for block in blocks] == list(map(id, pieces))


def test_a_longer_line_is_its_own_block(redactor: Redactor) -> None:
    blocks = blocks_of(redactor, [b"a\n" + b"b" * 250 + b"\nc\n"])

    assert [core(block) for block in blocks] == [b"a\n", b"b" * 250 + b"\n", b"c\n"]


def test_the_parts_of_a_very_long_line_overlap(redactor: Redactor) -> None:
    line = bytes(range(32, 127)) * 10

    blocks = blocks_of(redactor, [line])

    assert [len(core(block)) for block in blocks] == [300, 300, 300, 50]
    assert redactor.overlap > 50
    assert blocks[1].data == line[300 - redactor.overlap : 600 + redactor.overlap]
    assert blocks[1].start == redactor.overlap


def test_blocks_overlap_by_a_secret_of_several_lines(redactor: Redactor) -> None:
    blocks = blocks_of(redactor, [LINES])

    longest = len("two\nlines-1".encode("utf-16-le"))
    assert redactor.line_overlap == longest - 1
    assert blocks[1].start == redactor.line_overlap
    assert len(blocks[1].data) - blocks[1].end == redactor.line_overlap


def test_no_block_ends_within_a_private_key(redactor: Redactor) -> None:
    text = b"x\n" * 20 + KEY + b"-----END PRIVATE KEY-----\n" + b"y\n" * 20

    for block_bytes in range(1, 300):
        blocks = blocks_of(redactor, [text], block_bytes)
        assert b"".join(map(core, blocks)) == text
        assert [KEY in core(block) for block in blocks].count(True) == 1


def cut_after(*pieces: bytes) -> Iterator[bytes]:
    yield from pieces
    raise ContentCut("The deadline is over.")


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        ([b"one\ntwo\nthr"], b"one\ntwo\n"),
        ([b"one\ntwo\n"], b"one\ntwo\n"),
        ([LINES, b"unfinished"], LINES),
        ([b"no line end"], b"no line end"),
        ([b"no line end, but kn0wn-s3c"], b"no line end, but "),
        ([], b""),
    ],
)
def test_cut_content_ends_at_a_line(redactor: Redactor, pieces: list[bytes], kept: bytes) -> None:
    blocks = Blocks(cut_after(*pieces), redactor, block_bytes=100)

    assert b"".join(core(block) for block in blocks if block) == kept
    assert blocks.problem == Reason(Message("The deadline is over."))


def test_a_block_is_cut_as_soon_as_its_bytes_are_there(redactor: Redactor) -> None:
    line = b"x" * 99 + b"\n"
    asked = []

    def pieces() -> Iterator[bytes]:
        for number in range(10_000):
            asked.append(number)
            yield line

    blocks = Blocks(pieces(), redactor)
    first = next(block for block in blocks if block)

    assert len(core(first)) <= BLOCK_BYTES
    assert len(asked) * len(line) < 2 * BLOCK_BYTES


def test_memory_is_bounded_whatever_the_line(redactor: Redactor) -> None:
    blocks = blocks_of(redactor, [b"x" * BLOCK_BYTES] * 20, BLOCK_BYTES, MAX_LINE_BYTES)

    assert max(len(block.data) for block in blocks) <= MAX_LINE_BYTES + 2 * redactor.overlap
    assert sum(len(core(block)) for block in blocks) == 20 * BLOCK_BYTES


@pytest.mark.parametrize(
    "opening", [b"token:", b"authorization: ", b"-----BEGIN RSA PRIVATE KEY-----", b"| Token |="]
)
def test_lines_that_all_open_a_secret_are_each_looked_at_once(
    redactor: Redactor, opening: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = list[int]()

    def counted(data: bytes, end: int) -> list[int]:
        looks.append(end)
        return open_keys(data, end)

    monkeypatch.setattr(spanning, "open_keys", counted)
    log = (opening * 40 + b"\n") * 4000
    blocks = [block for block in Blocks([log], redactor) if block]
    assert b"".join(block.data[block.start : block.end] for block in blocks) == log
    assert 0 < len(looks) <= 64 * len(blocks)


def test_the_last_header_of_a_key_is_found_after_many_without_a_key() -> None:
    others = b"-----BEGIN CERTIFICATE-----\n" * 40
    key = b"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n"
    field = b"Comment: BEGIN -----BEGIN CERTIFICATE-----\n" * 40
    for before, after in ((others, b""), (b"", field), (others, field)):
        data = before + key + after
        assert Openings(data).before(len(data)) == len(before)
    assert Openings(others).before(len(others)) is None


LINES_BEFORE_CUTS = [
    *(b"   token    \n", b"------------\n", b"of the day\n", b"password:\n", b"  - x\n"),
    *(b"user,password\n", b'{"token":\n', b"id | api_key\n", b"---+--------\n", b"\n"),
]


@given(st.lists(st.sampled_from(LINES_BEFORE_CUTS), max_size=12).map(b"".join))
def test_what_is_known_of_a_line_holds_for_those_alike(data: bytes) -> None:
    openings = Openings(data)
    ends = [match.end() for match in re.finditer(b"\n", data)]

    assert [openings.before(end) for end in ends] == [Openings(data).before(end) for end in ends]
