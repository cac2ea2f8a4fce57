"""What is sent of a log: its whole lines, up to its size at the start."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reading.blocks import take_all

from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs import newest_lines as module
from support_packet.mattermost.logs import sent_part
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.sent_part import MAX_UNFINISHED_BYTES
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.settings import Settings

NAMES = Settings().reading_limits.names
LINE = b'{"level":"info","msg":"a line of ordinary length"}\n'


def blocks(path: Path, limit: int | None = None) -> Iterator[bytes]:
    with open_regular_file(path) as file:
        yield from newest_lines(file, LogLimits(limit, names=NAMES))


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    return take_all(blocks(path, limit))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


@pytest.mark.parametrize("content", [b"", b"\n", LINE, LINE * 3, b"\r\n\0\xff\n"])
def test_complete_lines_are_sent_as_they_are(log: Path, content: bytes) -> None:
    log.write_bytes(content)

    assert read(log) == (content, "")


@pytest.mark.parametrize("complete", [b"", LINE, LINE * 3])
def test_a_last_line_without_an_end_is_sent_and_named(log: Path, complete: bytes) -> None:
    log.write_bytes(complete + b"half a li")

    with pytest.warns(UserWarning, match=rf"{log} ends in the middle of a line\."):
        assert read(log) == (complete + b"half a li", "")


def test_a_last_line_that_is_far_too_long_is_left_out(log: Path) -> None:
    log.write_bytes(LINE + b"x" * (MAX_UNFINISHED_BYTES + 1))

    sent, cut = read(log)

    assert sent == LINE
    assert cut.endswith(
        f"without its last {MAX_UNFINISHED_BYTES + 1} bytes (the last line is not complete)."
    )


def test_a_line_completed_during_reading_is_too_late(log: Path) -> None:
    log.write_bytes(LINE + b"half a li")
    reading = blocks(log)
    sent = next(reading)

    with log.open("ab") as server:
        server.write(b"ne\n")

    assert sent + b"".join(reading) == LINE


def test_blocks_end_at_the_ends_of_lines(log: Path) -> None:
    log.write_bytes(LINE * 30_000)

    sent = list(blocks(log))

    assert len(sent) > 1
    assert all(block.endswith(b"\n") for block in sent)
    assert b"".join(sent) == LINE * 30_000


def test_a_line_longer_than_a_block_is_sent_in_pieces(log: Path) -> None:
    content = LINE + b"x" * 2_000_000 + b"\n" + LINE
    log.write_bytes(content)

    sent = list(blocks(log))

    assert max(map(len, sent)) <= 512 * 1024
    assert b"".join(sent) == content


@pytest.mark.parametrize(
    ("limit", "lines"), [(10**9, 9), (9 * len(LINE), 9), (9 * len(LINE) - 1, 8), (len(LINE), 1)]
)
def test_a_limit_keeps_the_newest_lines(log: Path, limit: int, lines: int) -> None:
    log.write_bytes(LINE * 9)

    sent, cut = read(log, limit)

    assert sent == LINE * lines
    assert ("only the newest" in cut) == (lines < 9)


def test_what_a_limit_leaves_out_is_counted_and_the_settings_are_named(log: Path) -> None:
    log.write_bytes(LINE)

    sent, cut = read(log, limit=10)

    assert sent == b""
    assert cut == (
        f"{log} is in the packet without its first {len(LINE)} bytes (only the newest 10 bytes of "
        "a log are sent; to send more, raise the lower of SUPPORT_PACKET_LOG_MAX_BYTES and "
        "SUPPORT_PACKET_MAX_FILE_BYTES)."
    )


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"bcd", b"efghijklmn"])).map(b"".join),
    limit=st.none() | st.integers(0, 60),
    block_bytes=st.integers(1, 20),
)
def test_what_is_sent_equals_a_plain_reference(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, limit: int | None, block_bytes: int
) -> None:
    log = tmp_path_factory.getbasetemp() / f"{os.getpid()}.log"
    log.write_bytes(content)
    complete = content[: content.rfind(b"\n") + 1]
    lines = complete.splitlines(keepends=True)
    tail = content[len(complete) :]
    if limit is not None and len(tail) >= limit and content != tail[:limit]:
        lines, tail = [], b""  # all that may be sent belongs to the line without an end
    while limit is not None and sum(map(len, lines)) + len(tail) > limit:
        lines.pop(0)

    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setattr(module, "BLOCK_BYTES", block_bytes)
        patch.setattr(sent_part, "BLOCK_BYTES", block_bytes)
        sent, cut = read(log, limit)

    assert sent == b"".join(lines) + tail
    assert bool(cut) == (sent != content)
