"""What is sent of a log: its lines as they stand, up to the size at the start."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import ContentCut
from support_packet.mattermost import logs
from support_packet.mattermost.logs import LogFile

SETTING = "LogSettings.FileLocation"
LINE = b'{"level":"info","msg":"a line of ordinary length"}\n'


def read(path: Path, limit: int | None = None) -> tuple[bytes, str]:
    """Return what there is to send, and why it is not all."""
    sent = b""
    try:
        for block in LogFile(path, SETTING, limit):
            sent += block
    except ContentCut as cut:
        return sent, str(cut)
    return sent, ""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


@pytest.mark.parametrize("content", [b"", b"\n", LINE, LINE * 3, b"\r\n\0\xff\n"])
def test_complete_lines_are_sent_as_they_are(log: Path, content: bytes) -> None:
    log.write_bytes(content)

    assert read(log) == (content, "")


@pytest.mark.parametrize("complete", [b"", LINE, LINE * 3])
def test_a_line_without_an_end_is_left_out(log: Path, complete: bytes) -> None:
    log.write_bytes(complete + b"half a li")

    sent, cut = read(log)

    assert sent == complete
    assert cut == f"{log} is here without its last 9 bytes: the last line is not complete yet."


def test_blocks_end_at_the_ends_of_lines(log: Path) -> None:
    log.write_bytes(LINE * 30_000)

    blocks = list(LogFile(log, SETTING))

    assert len(blocks) > 1
    assert all(block.endswith(b"\n") for block in blocks)
    assert b"".join(blocks) == LINE * 30_000


def test_a_line_longer_than_a_block_is_sent_in_pieces(log: Path) -> None:
    content = LINE + b"x" * 2_000_000 + b"\n" + LINE
    log.write_bytes(content)

    blocks = list(LogFile(log, SETTING))

    assert max(map(len, blocks)) <= 512 * 1024
    assert b"".join(blocks) == content


@pytest.mark.parametrize(
    ("limit", "lines"), [(10**9, 9), (9 * len(LINE), 9), (9 * len(LINE) - 1, 8), (len(LINE), 1)]
)
def test_a_limit_keeps_the_newest_lines(log: Path, limit: int, lines: int) -> None:
    log.write_bytes(LINE * 9)

    sent, cut = read(log, limit)

    assert sent == LINE * lines
    assert ("the newest" in cut) == (lines < 9)


def test_a_line_longer_than_the_limit_is_left_out(log: Path) -> None:
    log.write_bytes(LINE)

    sent, cut = read(log, limit=10)

    assert sent == b""
    assert f"without its first {len(LINE)} bytes: only the newest 10 are wanted" in cut


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
    while limit is not None and sum(map(len, lines)) > limit:
        lines.pop(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logs, "_BLOCK_BYTES", block_bytes)
        sent, cut = read(log, limit)

    assert sent == b"".join(lines)
    assert bool(cut) == (sent != content)


def test_the_size_is_what_reading_sends_at_most(log: Path) -> None:
    assert LogFile(log, SETTING).size() is None
    log.write_bytes(LINE * 2)
    assert LogFile(log, SETTING).size() == 2 * len(LINE)
    assert LogFile(log, SETTING, limit=5).size() == 5
