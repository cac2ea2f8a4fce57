"""Logs that are damaged while a packet with them is being made: it arrives, and says so."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.archive.entries import read
from support.distributions.packets import packet_of, unpack
from support.faults.disks import break_disk, full_disk

from support_packet.host.discovery.collectors import Collectors
from support_packet.host.packet import Packet
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

SETTINGS = Settings(collector_timeout=20, parallel_collectors=1)
"""One file after the other: what happens to a log happens before it is opened."""

SIZE = 20_000_000
LINE = 80


@pytest.fixture
def log(logs: Path, many_lines: bytes) -> Path:
    """Return a large `mattermost.log`."""
    log = logs / "mattermost.log"
    log.write_bytes(many_lines)
    return log


@pytest.fixture
def packet(
    log: Path, mattermost_with: Callable[..., Mattermost], log_collectors: Collectors
) -> Packet:
    """Return a packet of the logs that has not begun."""
    assert log.stat().st_size == SIZE
    return packet_of(mattermost_with(), log_collectors, SETTINGS)


def begin(packet: Packet) -> Callable[[], dict[str, bytes]]:
    """Take the first bytes of the packet; what is returned takes the rest and unpacks all."""
    stream = packet.stream()
    first = b"".join(next(stream) for _ in range(3))

    def finish() -> dict[str, bytes]:
        return read(first + b"".join(stream))

    return finish


def are_whole_lines(content: bytes, lines: bytes) -> bool:
    """Whether `content` is a beginning of `lines`, and not all."""
    return 0 < len(content) < SIZE and len(content) % LINE == 0 and lines.startswith(content)


@pytest.mark.parametrize("left", [0, 10_000_000, 10_000_003])
def test_a_log_cut_short_ends_at_a_line(
    packet: Packet, log: Path, many_lines: bytes, left: int
) -> None:
    finish = begin(packet)

    os.truncate(log, left)
    files = finish()

    assert are_whole_lines(files["mattermost.log"], many_lines)
    assert files["notifications.log"] == b"now\n"
    assert (
        b"Why:    %b is in the packet without its end (the server cut" % bytes(log)
        in (files["warning.txt"])
    )


@pytest.mark.parametrize(
    "happening", ["rotated", "deleted", "replaced by a directory", "replaced by a pipe"]
)
def test_a_log_that_was_begun_comes_whole_when_it_is(
    packet: Packet, log: Path, many_lines: bytes, happening: str
) -> None:
    finish = begin(packet)

    log.rename(log.with_suffix(".1")) if happening == "rotated" else log.unlink()
    replace(log, happening)
    files = finish()

    assert files == {"mattermost.log": many_lines, "notifications.log": b"now\n"}


def replace(log: Path, happening: str) -> None:
    """Replace the log with what the event is named after."""
    if happening == "rotated":
        log.write_bytes(b"a new log\n")
    elif happening == "replaced by a directory":
        log.mkdir()
    elif happening == "replaced by a pipe":
        os.mkfifo(log)


@pytest.mark.parametrize(
    ("happening", "reason"),
    [
        ("deleted", b"No such file or directory"),
        ("replaced by a directory", b"it is a directory"),
        ("replaced by a pipe", b"it is a named pipe"),
    ],
)
def test_a_log_that_was_not_begun_is_left_out_when_it_is(
    packet: Packet, logs: Path, many_lines: bytes, happening: str, reason: bytes
) -> None:
    finish = begin(packet)

    (logs / "notifications.log").unlink()
    replace(logs / "notifications.log", happening)
    files = finish()

    assert files["mattermost.log"] == many_lines
    assert "notifications.log" not in files
    assert (
        b"Why:    %b/notifications.log: %b. Check" % (bytes(logs), reason) in (files["warning.txt"])
    )


@pytest.mark.parametrize("end", [12_000_000, SIZE])
def test_a_log_that_is_unreadable_in_the_middle_ends_there(
    packet: Packet, log: Path, many_lines: bytes, end: int
) -> None:
    with ThreadPoolExecutor(1) as thread:
        if not thread.submit(break_disk, 10_000_000, end).result():
            pytest.skip("this kernel breaks no disks")
        files = thread.submit(unpack, packet).result()

    content = files["mattermost.log"].encode()
    assert are_whole_lines(content, many_lines)
    assert len(content) > 9_000_000
    assert (
        f"Why:    {log} could not be read completely: Input/output error. Check its disk."
        in files["warning.txt"]
    )


def test_a_full_disk_does_not_matter(packet: Packet, tmp_path: Path, many_lines: bytes) -> None:
    with full_disk():
        with pytest.raises(OSError, match="File too large"):
            (tmp_path / "probe").write_bytes(b"x")
        files = begin(packet)()

    assert files == {"mattermost.log": many_lines, "notifications.log": b"now\n"}
