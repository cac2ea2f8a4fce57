"""Logs with holes, which copytruncate leaves while a server goes on at its old position."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.reading.blocks import take_all

from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs.log_file import LogFile
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.mattermost.reading_limits import LogLimits

HOLE = 2**31
BEFORE = b'{"level":"info","msg":"before the hole"}\n' * 3
AFTER = b"".join(b'{"level":"info","msg":"line %d after the hole"}\n' % n for n in range(20_000))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return where the log is, on a file system with holes."""
    path = tmp_path / "mattermost.log"
    write(path, HOLE)
    if path.stat().st_blocks > 10_000:
        pytest.skip("this file system has no holes")
    return path


def write(path: Path, hole: int, before: bytes = b"", after: bytes = AFTER) -> None:
    """Write a log with a hole of so many bytes."""
    with path.open("wb") as file:
        file.write(before)
        file.seek(len(before) + hole)
        file.write(after)


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    """Return what is sent, and what is said to be missing."""
    with open_regular_file(path) as file:
        return take_all(newest_lines(file, LogLimits(limit)))


# At the edge of a page of the file system, and within one.
@pytest.mark.parametrize("hole", [HOLE, HOLE + 1, HOLE + 4095, 2**20 + 17, 5000])
@pytest.mark.parametrize("before", [b"", BEFORE])
def test_the_lines_around_a_hole_are_sent(log: Path, hole: int, before: bytes) -> None:
    write(log, hole, before)

    assert read(log) == (before + AFTER, "")


@pytest.mark.parametrize("limit", [len(AFTER) + 1, 2**20, 2 * len(AFTER)])
def test_with_a_limit_the_first_line_after_the_hole_is_not_lost(log: Path, limit: int) -> None:
    assert read(log, limit) == (AFTER, "")


def test_a_limit_within_the_lines_counts_only_lines(log: Path) -> None:
    sent, cut = read(log, 100_000)

    assert AFTER.endswith(sent)
    assert 99_000 < len(sent) <= 100_000
    assert f"its first {len(AFTER) - len(sent)} bytes" in cut


def test_a_log_that_is_only_a_hole_is_empty(log: Path) -> None:
    os.truncate(log, 0)
    os.truncate(log, HOLE)

    assert read(log) == (b"", "")


def test_a_hole_after_the_last_line_is_nothing(log: Path) -> None:
    write(log, 0)
    os.truncate(log, len(AFTER) + HOLE)

    assert read(log) == (AFTER, "")


def bytes_read() -> int:
    """Return how many bytes this process has read so far, of nulls in holes, too."""
    counts = Path("/proc/self/io").read_text(encoding="ascii").split()
    return int(counts[counts.index("rchar:") + 1])


def test_the_page_is_made_of_the_lines(log: Path, tmp_path: Path) -> None:
    """Its summary, its size and its last lines do not read the hole either."""
    times = (datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=n) for n in range(20_000))
    lines = b"".join(b'{"timestamp":"%s"}\n' % each.isoformat().encode() for each in times)
    window = LogLimits(window=TimeWindow(since=datetime(2026, 1, 5, 4, tzinfo=UTC).timestamp()))
    (tmp_path / "whole.log").write_bytes(lines)
    write(log, HOLE, after=lines)
    holed, whole = (LogFile(path, "a.b", window) for path in (log, tmp_path / "whole.log"))
    said = []
    read = []
    for file in (holed, whole):
        before = bytes_read()
        said.append((file.newest(2), file.summary(hours=True), file.size()))
        read.append(bytes_read() - before)

    assert said[0] == said[1]
    assert len(said[0][1].hours) == 6
    assert read[0] < read[1] + HOLE // 100
