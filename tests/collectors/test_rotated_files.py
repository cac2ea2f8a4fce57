"""The rotated logs in the packet: which, in which order, and without secrets."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.distributions.packets import packet_of, unpack

from support_packet.host.discovery.collectors import Collectors
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

SECRET = "mw4bqk6c9p3xr7tz1n5jh8fd2gv0ys"

Files = Callable[..., dict[str, str]]


@pytest.fixture
def files(mattermost_with: Callable[..., Mattermost], log_collectors: Collectors) -> Files:
    """Return a function that makes a packet with logs of the last days and unpacks it."""

    def make(days: int = 2, **sections: object) -> dict[str, str]:
        mattermost = mattermost_with(rotated_log_days=days, **sections)
        return unpack(packet_of(mattermost, log_collectors, Settings(collector_timeout=20)))

    return make


def rotate(logs: Path, name: str, days: float, content: bytes, *, packed: bool = True) -> str:
    """Write a log that was rotated `days` ago and return its name, uncompressed."""
    moment = datetime.now(UTC) - timedelta(days=days)
    rotated = f"{name}-{moment:%Y-%m-%dT%H-%M-%S}.123.log"
    if packed:
        (logs / f"{rotated}.gz").write_bytes(gzip.compress(content))
    else:
        (logs / rotated).write_bytes(content)
    return rotated


def test_there_are_none_by_default(logs: Path, files: Files) -> None:
    rotate(logs, "mattermost", 0.1, b"before\n")

    assert list(files(days=0)) == ["mattermost.log", "notifications.log"]
    assert Settings().reading_limits.rotated_log_days == 0


def test_those_of_the_last_days_follow_the_current_logs_the_newest_first(
    logs: Path, files: Files
) -> None:
    newest = rotate(logs, "mattermost", 0.1, b"an hour ago\n", packed=False)
    older = rotate(logs, "mattermost", 1.9, b"yesterday\n")
    rotate(logs, "mattermost", 2.1, b"too old\n")

    assert list(files().items()) == [
        ("mattermost.log", "now\n"),
        ("notifications.log", "now\n"),
        (newest, "an hour ago\n"),
        (older, "yesterday\n"),
    ]


def test_those_of_the_notifications_are_there_too(logs: Path, files: Files) -> None:
    rotated = rotate(logs, "notifications", 1, b"a push\n")

    assert files()[rotated] == "a push\n"


def test_they_are_redacted(logs: Path, files: Files) -> None:
    rotated = rotate(logs, "mattermost", 1, f"key {SECRET} leaked\n".encode())

    sent = files(SqlSettings={"AtRestEncryptKey": SECRET})

    assert sent[rotated] == f"key {'*' * 32} leaked\n"


def test_a_half_written_one_is_sent_as_far_as_it_goes_and_named(logs: Path, files: Files) -> None:
    lines = b"".join(b"%d\n" % number**9 for number in range(10_000))
    rotated = rotate(logs, "mattermost", 1, lines)
    packed = logs / f"{rotated}.gz"
    packed.write_bytes(packed.read_bytes()[:-10_000])

    sent = files()

    assert 10_000 < len(sent[rotated]) < len(lines)
    assert sent[rotated].endswith("\n")
    assert lines.startswith(sent[rotated].encode())
    assert f"Why:    {packed} is in the packet without the rest" in sent["warning.txt"]
    assert " ends early\n" in sent["warning.txt"]


def test_where_they_cannot_be_listed_there_is_a_reason(logs: Path, files: Files) -> None:
    nowhere = logs.with_name("nowhere")

    sent = files(LogSettings={"FileLocation": "./nowhere"})

    assert f"{nowhere} can't be searched for rotated logs: No such file" in sent["warning.txt"]
    assert "mattermost.log is not in the packet\n" in sent["warning.txt"]
    assert f"Why:    {nowhere}/mattermost.log: No such file" in sent["warning.txt"]
    assert sent["notifications.log"] == "now\n"


def test_a_log_in_utf_16_is_searched_and_becomes_utf_8(logs: Path, files: Files) -> None:
    line = '{"msg":"login","token":"k3h5x9w1qf7tbn8y2026"}\r\n'
    name = rotate(logs, "mattermost", 0.1, line.encode("utf-16"), packed=False)

    assert files()[name] == line.replace("k3h5x9w1qf7tbn8y2026", "*" * 32)
