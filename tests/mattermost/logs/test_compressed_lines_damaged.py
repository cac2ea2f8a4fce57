"""Compressed logs that are not complete, damaged, no logs, or bombs."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.reading.blocks import take_all

from support_packet.mattermost.logs.compressed_lines import newest_compressed_lines
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.regular_file import open_regular_file

LOG = b"".join(b'{"msg":"line %d","id":"%x"}\n' % (n, n * 7919**5) for n in range(40_000))
PACKED = gzip.compress(LOG)
ZEROS = 64 * 2**20


def blocks(path: Path, limit: int | None = None) -> Iterator[bytes]:
    with open_regular_file(path) as file:
        yield from newest_compressed_lines(file, LogLimits(limit))


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    return take_all(blocks(path, limit))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost-2021-07-13T18-35-02.123.log.gz"


@pytest.mark.parametrize("left", [0, 1, 9, 10, 11, 1000, 99_999, len(PACKED) - 8, len(PACKED) - 1])
@pytest.mark.parametrize("limit", [None, 10**9])
def test_of_a_half_written_file_all_whole_lines_are_sent(
    log: Path, left: int, limit: int | None
) -> None:
    log.write_bytes(PACKED[:left])
    there = zlib.decompressobj(31).decompress(PACKED[:left])

    sent, cut = read(log, limit)

    assert sent == there[: there.rfind(b"\n") + 1]
    assert cut == f"{log} is in the packet without the rest (the compressed file is not complete)."


def test_of_a_half_written_file_a_limit_keeps_the_newest_lines(log: Path) -> None:
    half = PACKED[: len(PACKED) // 2] + b"\xff" * 4  # what its end says now is a huge size
    log.write_bytes(half)
    there = zlib.decompressobj(31).decompress(PACKED[: len(PACKED) // 2])

    sent, cut = read(log, limit=10_000)

    assert sent.endswith(b"\n")
    assert 9_000 < len(sent) <= 10_000
    assert there.rfind(sent[:-100]) > len(there) - 11_000
    assert "without its first " in cut


@pytest.mark.parametrize("limit", [None, 10**9])
def test_of_a_damaged_file_come_the_lines_before_the_damage(log: Path, limit: int | None) -> None:
    damaged = bytearray(PACKED)
    damaged[len(PACKED) // 2 : len(PACKED) // 2 + 1000] = bytes(range(250)) * 4
    log.write_bytes(damaged)

    sent, cut = read(log, limit)

    assert sent.endswith(b"\n")
    assert LOG.startswith(sent[: len(LOG) // 3])
    assert "damaged" in cut or "not complete" in cut or "after its end" in cut


@pytest.mark.parametrize("content", [b"hello" * 10, b"\0" * 100, b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_gzip_file_is_damaged(log: Path, content: bytes) -> None:
    log.write_bytes(content)

    sent, cut = read(log)

    assert sent == b""
    assert "damaged" in cut


@pytest.mark.parametrize(
    "more",
    [b"garbage", b"\0" * 100_000, gzip.compress(b"another\n")],
    ids=["garbage", "zeros", "another"],
)
def test_what_follows_its_end_is_not_sent(log: Path, more: bytes) -> None:
    log.write_bytes(PACKED + more)

    sent, cut = read(log)

    assert sent == LOG
    assert "continues after its end" in cut


def test_who_holds_more_than_it_says_is_cut_at_the_limit(log: Path) -> None:
    log.write_bytes(PACKED[:-4] + (1000).to_bytes(4, "little"))

    sent, cut = read(log, limit=500_000)

    assert LOG.startswith(sent)
    assert sent.endswith(b"\n")
    assert 499_900 < len(sent) <= 500_000
    assert "it contains more than 500000 bytes, and more than it claims" in cut


def test_a_bomb_takes_little_memory(log: Path) -> None:
    log.write_bytes(gzip.compress(b"\0" * ZEROS + b"\n"))
    tracemalloc.start()
    try:
        taken = sum(map(len, blocks(log)))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert taken == ZEROS + 1
    assert most < 8 * 2**20


def test_while_it_is_counted_the_reader_can_stop_it(log: Path) -> None:
    log.write_bytes(gzip.compress(b"\0" * ZEROS))

    counting = blocks(log, limit=1000)

    assert [next(counting) for _ in range(100)] == [b""] * 100
