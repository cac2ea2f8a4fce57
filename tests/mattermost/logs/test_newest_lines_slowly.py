"""A log that is taken too slowly: its beginning and its newest lines are sent."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import Clock

from support_packet.errors import ContentCut
from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs import newest_lines as module
from support_packet.mattermost.logs import sent_part
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.settings import Settings

HOUR = 3600.0
NAMES = Settings().reading_limits.names


def read_slowly(path: Path, quarter: int, until: float = HOUR) -> tuple[list[bytes], str]:
    """Return the blocks, and what is missing; as many go in each quarter of the time."""
    blocks: list[bytes] = []
    missing: list[str] = []
    clock = Clock(0.0)
    with pytest.MonkeyPatch.context() as patch, open_regular_file(path) as file:
        patch.setattr(module, "monotonic", clock)
        patch.setattr(module, "warn", missing.append)
        try:
            for block in newest_lines(file, LogLimits(until=until, names=NAMES)):
                blocks.append(block)
                clock.now = HOUR / 4 * (len(blocks) // quarter)
        except ContentCut as cut:
            missing.append(str(cut))
    return blocks, " ".join(map(str, missing))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a log of 5,000,000 bytes in numbered lines of 10."""
    log = tmp_path / "mattermost.log"
    log.write_bytes(b"".join(b"%09d\n" % number for number in range(500_000)))
    return log


def test_after_half_the_time_it_skips_to_the_newest_lines(log: Path) -> None:
    blocks, cut = read_slowly(log, quarter=2)
    sent = b"".join(blocks)
    numbers = [int(line) for line in sent.splitlines()]
    steps = [(before, after) for before, after in pairwise(numbers) if after != before + 1]

    assert numbers[0] == 0
    assert numbers[-1] == 499_999
    [(before, after)] = steps
    assert 10 * (500_000 - after) <= 10 * (before + 1) * 3 / 4 <= 10 * (500_001 - after)
    assert f" {10 * (after - before - 1)} bytes after the first {10 * (before + 1)} (the" in cut
    assert "SUPPORT_PACKET_PACKET_TIMEOUT" in cut


def test_the_gap_is_reported_at_once(log: Path) -> None:
    clock = Clock(0.0)
    with pytest.MonkeyPatch.context() as patch, open_regular_file(log) as file:
        patch.setattr(module, "monotonic", clock)
        lines = newest_lines(file, LogLimits(4_000_000, HOUR))
        next(lines)
        clock.now = HOUR / 2
        next(lines)

        with pytest.warns(UserWarning, match=r"its first 1000000 bytes .* bytes after the first"):
            next(lines)


def test_nothing_is_skipped_if_everything_arrives_in_time(log: Path) -> None:
    blocks, cut = read_slowly(log, quarter=3)

    assert b"".join(blocks) == log.read_bytes()
    assert cut == ""


def test_it_never_skips_in_the_middle_of_a_line(log: Path) -> None:
    line = b"x" * 2_000_000 + b"\n"
    log.write_bytes(line + log.read_bytes())

    blocks, _ = read_slowly(log, quarter=1)

    assert b"".join(blocks).startswith(line)


def test_a_small_log_is_sent_even_after_the_time(log: Path) -> None:
    log.write_bytes(b"one\ntwo\n")

    assert read_slowly(log, quarter=1, until=-HOUR) == ([b"one\ntwo\n"], "")


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"bcd", b"efghijklmn"])).map(b"".join),
    quarter=st.integers(1, 20),
    block_bytes=st.integers(1, 20),
)
def test_whole_lines_of_the_beginning_and_the_end_are_sent(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, quarter: int, block_bytes: int
) -> None:
    log = tmp_path_factory.getbasetemp() / f"slow-{os.getpid()}.log"
    log.write_bytes(content + b"\n")
    lines = log.read_bytes().splitlines(keepends=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_BYTES", block_bytes)
        patch.setattr(sent_part, "BLOCK_BYTES", block_bytes)
        sent = b"".join(read_slowly(log, quarter)[0])

    assert sent in {
        b"".join(lines[:first] + lines[last:])
        for first in range(len(lines) + 1)
        for last in range(first, len(lines) + 1)
    }
