"""Reading a rotated log while its server compresses or removes it."""

import bz2
import gzip
import os
from pathlib import Path

import pytest
from support.reading.blocks import take_all

from support_packet.errors import CollectError, ContentCut
from support_packet.mattermost.logs.rotated_logs import RotatedLog
from support_packet.mattermost.reading_limits import LogLimits

LINES = b"one\ntwo\nthree\n"
HALF_WRITTEN = gzip.compress(LINES)[:5]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return tmp_path / "mattermost-2021-07-13T18-35-02.123.log"


@pytest.fixture
def packed(plain: Path) -> Path:
    return plain.with_name(f"{plain.name}.gz")


def read(path: Path, limit: int | None = None) -> bytes:
    return b"".join(RotatedLog(path, LogLimits(limit)).lines())


def test_it_is_read_as_it_was(plain: Path) -> None:
    plain.write_bytes(LINES)

    assert read(plain) == LINES
    assert RotatedLog(plain).size() == len(LINES)


def test_it_is_decompressed(plain: Path, packed: Path) -> None:
    packed.write_bytes(gzip.compress(LINES))

    assert read(plain) == LINES
    assert RotatedLog(plain).size() == len(LINES)


def test_if_both_files_exist_the_complete_one_is_read(plain: Path, packed: Path) -> None:
    plain.write_bytes(LINES)
    packed.write_bytes(HALF_WRITTEN)

    assert read(plain) == LINES
    assert RotatedLog(plain).size() == len(LINES)


def test_a_log_compressed_after_it_was_found_is_read(plain: Path, packed: Path) -> None:
    plain.write_bytes(LINES)
    log = RotatedLog(plain)

    packed.write_bytes(gzip.compress(LINES))
    plain.unlink()

    assert b"".join(log.lines()) == LINES


def test_a_log_compressed_while_it_is_read_is_sent_completely(plain: Path, packed: Path) -> None:
    lines = LINES * 100_000
    plain.write_bytes(lines)
    blocks = RotatedLog(plain).lines()

    sent = next(blocks)
    packed.write_bytes(HALF_WRITTEN)
    plain.unlink()

    assert sent + b"".join(blocks) == lines


def test_an_incomplete_file_is_reported(plain: Path, packed: Path) -> None:
    packed.write_bytes(HALF_WRITTEN)

    with pytest.raises(ContentCut, match=rf"{packed} is in the packet without .* is not complete"):
        read(plain)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_limit_keeps_the_newest_lines(plain: Path, packed: Path, is_packed: bool) -> None:
    if is_packed:
        packed.write_bytes(gzip.compress(LINES))
    else:
        plain.write_bytes(LINES)
    log = RotatedLog(plain, LogLimits(10))
    lines = log.lines()

    sent = b"".join(next(lines) for _ in range(2 if is_packed else 1))

    assert sent == b"two\nthree\n"
    assert log.size() == 10
    with pytest.raises(ContentCut, match="its first 4 bytes"):
        list(lines)


def test_a_removed_log_is_an_error(plain: Path) -> None:
    assert RotatedLog(plain).size() is None
    with pytest.raises(CollectError, match="No such file or directory"):
        read(plain)


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("kind", ["directory", "pipe", "link"])
def test_something_else_in_its_place_is_refused(plain: Path, ending: str, kind: str) -> None:
    place = plain.with_name(plain.name + ending)
    if kind == "directory":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/etc/passwd")

    assert RotatedLog(plain).size() is None
    with pytest.raises(CollectError, match=str(place)):
        read(plain)


def test_reading_leaves_no_file_open(plain: Path, packed: Path) -> None:
    packed.write_bytes(gzip.compress(LINES * 100_000))
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))

    next(RotatedLog(plain).lines())

    assert len(list(descriptors.iterdir())) == before


def test_of_several_members_the_newest_lines_are_sent(plain: Path, packed: Path) -> None:
    """The file claims the size of the last one."""
    packed.write_bytes(gzip.compress(LINES * 1000) + gzip.compress(b"four\n"))

    sent, cut = take_all(RotatedLog(plain, LogLimits(1024)).lines())

    assert (LINES * 1000 + b"four\n").endswith(sent)
    assert sent.endswith(b"four\n")
    assert "its first" in cut


def test_content_that_is_a_thousand_times_larger_is_cut_at_the_limit(
    plain: Path, packed: Path
) -> None:
    small = packed.with_suffix(".bz2")
    small.write_bytes(bz2.compress(LINES * 100_000))

    limits = LogLimits(small.stat().st_size * 1032)
    sent, cut = take_all(RotatedLog(plain, limits).lines())

    assert set(sent.split()) == set(LINES.split())
    assert "bytes, and more than it claims" in cut
