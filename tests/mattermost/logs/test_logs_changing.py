"""A log that changes while it is read."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from support_packet.errors import CollectError, ContentCut
from support_packet.mattermost.logs.log_file import LogFile

LINE = b'{"level":"info","msg":"a line of ordinary length, as a server writes it"}\n'


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


def blocks_of(log: Path) -> Iterator[bytes]:
    return iter(LogFile(log, "LogSettings.FileLocation"))


def test_what_comes_after_the_start_is_not_sent(log: Path) -> None:
    log.write_bytes(LINE * 30_000)
    blocks = blocks_of(log)

    sent = next(blocks)
    with log.open("ab") as server:
        server.write(b"too late\n")
    sent += b"".join(blocks)

    assert sent == LINE * 30_000


@pytest.mark.parametrize("happening", ["rotated", "deleted", "replaced by a directory"])
def test_an_open_log_is_read_to_its_end_even_if_it_is_rotated(happening: str, log: Path) -> None:
    log.write_bytes(LINE * 30_000)
    blocks = blocks_of(log)

    sent = next(blocks)
    log.rename(log.with_suffix(".1.log"))
    if happening == "rotated":
        log.write_bytes(b"a new log\n")
    elif happening == "replaced by a directory":
        log.mkdir()
    sent += b"".join(blocks)

    assert sent == LINE * 30_000


@pytest.mark.parametrize("left", [0, 700_000, 700_003])
def test_a_log_cut_short_ends_at_a_line_and_says_so(log: Path, left: int) -> None:
    log.write_bytes(LINE * 30_000)
    blocks = blocks_of(log)

    sent = [next(blocks)]
    os.truncate(log, left)
    with pytest.raises(ContentCut, match="the server cut the file short"):
        sent.extend(blocks)

    assert set(b"".join(sent).splitlines(keepends=True)) == {LINE}


def test_a_log_cut_short_in_a_long_line_does_not_send_its_rest(log: Path) -> None:
    log.write_bytes(b"x" * 1_000_000 + b"\n")
    blocks = blocks_of(log)

    next(blocks)
    os.truncate(log, 600_000)

    with pytest.raises(ContentCut):
        next(blocks)


def test_of_a_rewritten_log_only_whole_lines_are_sent(log: Path) -> None:
    log.write_bytes(LINE * 10_000)
    blocks = blocks_of(log)

    sent = next(blocks)
    log.write_bytes(b"y" * len(LINE) * 10_000)
    with pytest.raises(ContentCut):
        next(blocks)

    assert sent.endswith(b"\n")


@contextmanager
def busy_server(log: Path) -> Iterator[None]:
    """Append to `log`, and rotate it now and then, as fast as possible."""
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            with log.open("ab", buffering=0) as file:
                for _ in range(2000):
                    file.write(LINE)
            log.replace(log.with_suffix(".1.log"))

    log.write_bytes(LINE)
    server = threading.Thread(target=serve)
    server.start()
    try:
        yield
    finally:
        stopped.set()
        server.join()


def test_half_a_line_is_never_sent(log: Path) -> None:
    found = 0
    with busy_server(log):
        while found < 100:
            blocks: list[bytes] = []
            # Between two logs there is none, and a write may be half done.
            with suppress(CollectError, ContentCut):
                blocks.extend(blocks_of(log))
            sent = b"".join(blocks)
            assert sent == LINE * (len(sent) // len(LINE))
            found += bool(sent)


def test_reading_leaves_no_file_open(log: Path) -> None:
    log.write_bytes(LINE * 30_000)
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))

    next(blocks_of(log))

    assert len(list(descriptors.iterdir())) == before
