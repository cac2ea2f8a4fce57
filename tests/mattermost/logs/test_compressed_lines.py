"""What is sent of a compressed log: its newest whole lines, whatever state the file is in."""

import bz2
import gzip
import lzma
import os
import subprocess
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reading.blocks import take_all
from support.servers.packages import required_program

from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs import compressed_lines as module
from support_packet.mattermost.logs.compressed_lines import newest_compressed_lines
from support_packet.mattermost.logs.compressed_sizes import claimed_size
from support_packet.mattermost.logs.decompressors import FORMATS
from support_packet.mattermost.logs.sent_part import BLOCK_BYTES
from support_packet.mattermost.reading_limits import LogLimits

LINE = b'{"level":"info","msg":"a line of ordinary length"}\n'
LOG = b"".join(b'{"msg":"line %d","id":"%x"}\n' % (n, n * 7919**5) for n in range(40_000))


def blocks(path: Path, limit: int | None = None) -> Iterator[bytes]:
    with open_regular_file(path) as file:
        yield from newest_compressed_lines(file, LogLimits(limit))


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    return take_all(blocks(path, limit))


def zstandard_compress(content: bytes) -> bytes:
    """Compress with the system's program, which is not what decompresses here."""
    program = required_program("zstd", "zstd")
    return subprocess.run(
        [program, "-q", "-c"], input=content, capture_output=True, check=True
    ).stdout


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost-2021-07-13T18-35-02.123.log.gz"


@pytest.mark.parametrize("content", [b"", b"\n", LINE, LOG, b"\r\n\0\xff\n"])
@pytest.mark.parametrize("level", [0, 1, 9])
def test_complete_lines_are_sent_as_they_are(log: Path, content: bytes, level: int) -> None:
    log.write_bytes(gzip.compress(content, level))

    assert read(log) == (content, "")
    assert read(log, limit=len(content)) == (content, "")


def test_the_file_claims_its_size(log: Path) -> None:
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


def test_a_last_line_without_an_end_is_sent_and_named(log: Path) -> None:
    log.write_bytes(gzip.compress(LINE + b"half a li"))

    with pytest.warns(UserWarning, match=rf"{log} ends in the middle of a line\."):
        assert read(log) == (LINE + b"half a li", "")


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".xz": lambda content: lzma.compress(content, preset=0),
    ".lzma": lambda content: lzma.compress(content, format=lzma.FORMAT_ALONE, preset=0),
    ".bz2": bz2.compress,
    ".zst": zstandard_compress,
}


@cache
def packed(ending: str, first: int = 0, last: int | None = None) -> bytes:
    """Return bytes `first` to `last` of the log, compressed."""
    return PACKERS[ending](LOG[first:last])


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("limit", [None, 100_000])
def test_other_formats_are_read_as_well(tmp_path: Path, ending: str, limit: int | None) -> None:
    """Also as several members, as parallel compressors write them."""
    whole, parts, cut = (tmp_path / f"{name}{ending}" for name in ("whole", "parts", "cut"))
    whole.write_bytes(packed(ending))
    half = LOG.index(b"\n", len(LOG) // 2) + 1
    parts.write_bytes(packed(ending, 0, half) + packed(ending, half))
    cut.write_bytes(packed(ending)[:-1000])
    expected = LOG if limit is None else LOG[LOG.index(b"\n", len(LOG) - limit - 1) + 1 :]

    def read_packed(path: Path) -> tuple[bytes, str]:
        with open_regular_file(path) as file:
            limits = LogLimits(limit)
            return take_all(newest_compressed_lines(file, limits, FORMATS[ending]))

    several = read_packed(parts) if ending != ".lzma" else read_packed(whole)
    damaged = read_packed(cut)

    assert read_packed(whole)[0] == several[0] == expected
    assert "not complete" in damaged[1]
    assert LOG.startswith(damaged[0]) or limit


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


PACKED = gzip.compress(LOG)
ZEROS = 64 * 2**20


@pytest.mark.parametrize("left", [0, 1, 9, 10, 11, 1000, 99_999, len(PACKED) - 8, len(PACKED) - 1])
@pytest.mark.parametrize("limit", [None, 10**9])
def test_all_whole_lines_of_an_incomplete_file_are_sent(
    log: Path, left: int, limit: int | None
) -> None:
    log.write_bytes(PACKED[:left])
    there = zlib.decompressobj(31).decompress(PACKED[:left])

    sent, cut = read(log, limit)

    assert sent == there[: there.rfind(b"\n") + 1]
    assert cut == f"{log} is in the packet without the rest (the compressed file is not complete)."


def test_a_limit_keeps_the_newest_lines_of_an_incomplete_file(log: Path) -> None:
    half = PACKED[: len(PACKED) // 2] + b"\xff" * 4  # what its end says now is a huge size
    log.write_bytes(half)
    there = zlib.decompressobj(31).decompress(PACKED[: len(PACKED) // 2])

    sent, cut = read(log, limit=10_000)

    assert sent.endswith(b"\n")
    assert 9_000 < len(sent) <= 10_000
    assert there.rfind(sent[:-100]) > len(there) - 11_000
    assert "without its first " in cut


@pytest.mark.parametrize("limit", [None, 10**9])
def test_the_lines_before_the_damage_are_sent(log: Path, limit: int | None) -> None:
    damaged = bytearray(PACKED)
    damaged[len(PACKED) // 2 : len(PACKED) // 2 + 1000] = bytes(range(250)) * 4
    log.write_bytes(damaged)

    sent, cut = read(log, limit)

    assert sent.endswith(b"\n")
    assert LOG.startswith(sent[: len(LOG) // 3])
    assert "damaged" in cut or "not complete" in cut or "after its end" in cut


@pytest.mark.parametrize("content", [b"hello" * 10, b"\0" * 100, b"PK\x03\x04" + b"\0" * 100])
def test_a_file_that_is_not_gzip_counts_as_damaged(log: Path, content: bytes) -> None:
    log.write_bytes(content)

    sent, cut = read(log)

    assert sent == b""
    assert "damaged" in cut


@pytest.mark.parametrize("more", [b"garbage", bytes(100_000) + b"garbage", bytes(2**21)], ids=len)
def test_data_after_the_end_is_not_sent(log: Path, more: bytes) -> None:
    log.write_bytes(PACKED + more)

    sent, cut = read(log)

    assert sent == LOG
    assert "continues after its end" in cut


@pytest.mark.parametrize("padding", [0, 1, 100_000])
@pytest.mark.parametrize("ending", [".gz", ".xz", ".zst", ".bz2"])
def test_what_was_appended_compressed_is_sent(tmp_path: Path, ending: str, padding: int) -> None:
    """As `gzip >> log.gz` does; null characters fill the blocks of tapes."""
    compress = PACKERS.get(ending, gzip.compress)
    parts = [b"one\n", LOG, b"three\n"]
    log = tmp_path / "log"
    log.write_bytes(b"".join(compress(part) + bytes(padding) for part in parts))
    with open_regular_file(log) as file:
        sent = b"".join(newest_compressed_lines(file, LogLimits(), FORMATS[ending]))

    assert sent == b"".join(parts)


@pytest.mark.parametrize("limit", [None, 1000])
@pytest.mark.parametrize("ending", [".gz", ".xz", ".zst"])
def test_the_null_characters_of_a_hole_are_not_sent(
    tmp_path: Path, ending: str, limit: int | None
) -> None:
    """As logrotate's copytruncate leaves them, and its compression makes them content."""
    compress = PACKERS.get(ending, gzip.compress)
    hole = bytes(3 * BLOCK_BYTES + 77)
    log = tmp_path / f"mattermost.log.1{ending}"
    log.write_bytes(compress(hole + b"one\n" + hole + b"two\nthree"))

    with open_regular_file(log) as file, pytest.warns(UserWarning, match="middle of a line"):
        sent = b"".join(newest_compressed_lines(file, LogLimits(limit), FORMATS[ending]))

    assert sent == b"one\ntwo\nthree"


def test_a_bomb_takes_little_memory(log: Path) -> None:
    log.write_bytes(gzip.compress(b"0" * ZEROS + b"\n"))
    tracemalloc.start()
    try:
        taken = sum(map(len, blocks(log)))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert taken == ZEROS + 1
    assert most < 8 * 2**20


def test_counting_can_be_stopped(log: Path) -> None:
    log.write_bytes(gzip.compress(b"\0" * ZEROS))

    counting = blocks(log, limit=1000)

    assert [next(counting) for _ in range(100)] == [b""] * 100
