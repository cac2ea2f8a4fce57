"""A log that is too large, or a packet whose time is over: which lines are sent."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from support.archive.entries import read
from support.distributions.packets import packet_of, unpack
from support.distributions.waiting import eventually

from support_packet.host.discovery.collectors import Collectors
from support_packet.host.packet import Packet
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

PATIENT = Settings(collector_timeout=20, packet_timeout=60)


class SlowClient:
    """Takes the beginning of a packet at once, and the rest later."""

    def __init__(self, packet: Packet, chunks: int) -> None:
        self._stream = packet.stream()
        self._taken = b"".join(islice(self._stream, chunks))

    def take_the_rest(self) -> dict[str, bytes]:
        """Return the files of the packet, which is a valid ZIP."""
        return read(self._taken + b"".join(self._stream))


@pytest.fixture
def log(logs: Path, many_lines: bytes) -> Path:
    """Return a large `mattermost.log`."""
    log = logs / "mattermost.log"
    log.write_bytes(many_lines)
    return log


def test_of_a_large_log_the_newest_lines_are_sent_with_one_warning(
    log: Path,
    many_lines: bytes,
    mattermost_with: Callable[..., Mattermost],
    log_collectors: Collectors,
) -> None:
    settings = Settings(collector_timeout=20, max_file_bytes=10_000)
    mattermost = mattermost_with(log_bytes=settings.reading_limits.log_bytes)

    files = unpack(packet_of(mattermost, log_collectors, settings))

    assert files["mattermost.log"].encode() == many_lines[-10_000:]
    assert "1. mattermost.log" in files["warning.txt"]
    assert "2. " not in files["warning.txt"]
    assert f"{log} is in the packet without its first 19990000 bytes " in files["warning.txt"]


@pytest.mark.usefixtures("log")
def test_when_the_packets_time_is_over_the_log_ends_at_a_line(
    many_lines: bytes, mattermost_with: Callable[..., Mattermost], log_collectors: Collectors
) -> None:
    # What the first packet compiles would take much of so short a time on a busy machine.
    packet_of(mattermost_with(), log_collectors, PATIENT)
    settings = Settings(collector_timeout=20, packet_timeout=4)
    packet = packet_of(mattermost_with(), log_collectors, settings)
    over = Deadline(4)

    client = SlowClient(packet, chunks=1)
    assert eventually(lambda: over.expired)
    files = client.take_the_rest()

    content = files["mattermost.log"]
    assert 0 < len(content) < len(many_lines)
    assert content.endswith(b"\n")
    assert many_lines.startswith(content)
    assert list(files) == ["mattermost.log", "warning.txt"]
    assert (
        b"Why:    The 4 seconds that the packet may take (SUPPORT_PACKET_PACKET_TIMEOUT)"
        in (files["warning.txt"])
    )


def test_to_a_slow_client_the_newest_lines_are_sent_before_the_time_is_over(
    log: Path,
    many_lines: bytes,
    mattermost_with: Callable[..., Mattermost],
    log_collectors: Collectors,
) -> None:
    mattermost = mattermost_with(seconds=4.0)
    packet = packet_of(mattermost, log_collectors, PATIENT)
    half = Deadline(2)

    client = SlowClient(packet, chunks=3)
    assert eventually(lambda: half.expired)
    files = client.take_the_rest()

    content = files["mattermost.log"]
    assert len(content) < len(many_lines)
    assert many_lines.startswith(content[:80_000])
    assert many_lines.endswith(content[-80_000:])
    assert set(map(len, content.splitlines(keepends=True))) == {80}
    assert files["notifications.log"] == b"now\n"
    gap = len(many_lines) - len(content)
    assert (
        b"%b is in the packet without %d bytes after the first " % (bytes(log), gap)
        in (files["warning.txt"])
    )
