"""What is sent of a compressed log: its newest whole lines, whatever state the file is in."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reading.blocks import take_all

from support_packet.mattermost.logs import compressed_lines as module
from support_packet.mattermost.logs.compressed_lines import claimed_size, newest_compressed_lines
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.regular_file import open_regular_file

LINE = b'{"level":"info","msg":"a line of ordinary length"}\n'
LOG = b"".join(b'{"msg":"line %d","id":"%x"}\n' % (n, n * 7919**5) for n in range(40_000))


def blocks(path: Path, limit: int | None = None) -> Iterator[bytes]:
    with open_regular_file(path) as file:
        yield from newest_compressed_lines(file, LogLimits(limit))


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    return take_all(blocks(path, limit))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost-2021-07-13T18-35-02.123.log.gz"


@pytest.mark.parametrize("content", [b"", b"\n", LINE, LOG, b"\r\n\0\xff\n"])
@pytest.mark.parametrize("level", [0, 1, 9])
def test_complete_lines_are_sent_as_they_are(log: Path, content: bytes, level: int) -> None:
    log.write_bytes(gzip.compress(content, level))

    assert read(log) == (content, "")
    assert read(log, limit=len(content)) == (content, "")


def test_it_says_how_much_it_holds(log: Path) -> None:
    log.write_bytes(gzip.compress(LOG))

    with open_regular_file(log) as file:
        assert claimed_size(file) == len(LOG)


def test_blocks_end_at_the_ends_of_lines(log: Path) -> None:
    log.write_bytes(gzip.compress(LOG))

    sent = [block for block in blocks(log) if block]

    assert len(sent) > 1
    assert all(block.endswith(b"\n") for block in sent)


def test_a_line_longer_than_a_block_is_sent_in_pieces(log: Path) -> None:
    content = LINE + os.urandom(1_000_000).hex().encode() + b"\n" + LINE
    log.write_bytes(gzip.compress(content))

    sent = list(blocks(log))

    assert max(map(len, sent)) <= 1024 * 1024
    assert b"".join(sent) == content


def test_a_line_without_an_end_is_left_out(log: Path) -> None:
    log.write_bytes(gzip.compress(LINE + b"half a li"))

    sent, cut = read(log)

    assert sent == LINE
    assert (
        cut == f"{log} is in the packet without its last 9 bytes (the last line is not complete)."
    )


def test_a_limit_keeps_the_newest_lines(log: Path) -> None:
    log.write_bytes(gzip.compress(LOG))

    sent, cut = read(log, limit=100_000)

    assert LOG.endswith(sent)
    assert 100_000 - 100 < len(sent) <= 100_000
    assert sent.startswith(b'{"msg":"line ')
    assert f"without its first {len(LOG) - len(sent)} bytes (only the newest 100000" in cut


@given(
    lines=st.lists(st.sampled_from([b"\n", b"a\n", b"bcd\n", b"efghijklmn\n"])),
    limit=st.none() | st.integers(0, 60),
    block_bytes=st.integers(1, 20),
    read_bytes=st.integers(1, 20),
)
def test_what_is_sent_equals_a_plain_reference(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[bytes],
    limit: int | None,
    block_bytes: int,
    read_bytes: int,
) -> None:
    log = tmp_path_factory.getbasetemp() / f"{os.getpid()}.log.gz"
    log.write_bytes(gzip.compress(b"".join(lines)))
    newest = list(lines)
    while limit is not None and sum(map(len, newest)) > limit:
        newest.pop(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_BYTES", block_bytes)
        patch.setattr(module, "_READ_BYTES", read_bytes)
        sent, cut = read(log, limit)

    assert sent == b"".join(newest)
    assert bool(cut) == (newest != lines)
