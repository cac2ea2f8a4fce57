"""What a log is about."""

from pathlib import Path

import pytest

from support_packet.mattermost.logs.log_file import LogFile
from support_packet.mattermost.logs.log_summary import Hour

FORMATS = {
    "json": (b'{"level":"info","ts":%d.0,"msg":"x"}\n', b'{"level":"error","ts":%d.0,"msg":"x"}\n'),
}


def write(path: Path, *lines: bytes) -> LogFile:
    path.write_bytes(b"".join(lines))
    return LogFile(path, "setting")


def test_lines_and_errors_are_counted_by_hour(tmp_path: Path) -> None:
    good, bad = FORMATS["json"]
    log = write(
        tmp_path / "log",
        good % 3600,
        bad % 3700,
        b"trace\n",
        bad % 10800,
        bad % 10900,
        good % 10901,
    )

    summary = log.summary(hours=True)

    assert (summary.first, summary.last) == (3600, 10901)
    assert summary.hours == (Hour(3600, 3, 1), Hour(7200, 0, 0), Hour(10800, 3, 2))


def test_errors_in_plain_text_are_counted_too(tmp_path: Path) -> None:
    log = write(
        tmp_path / "log",
        b"error [1970-01-01 00:00:01.000 Z] one\n",
        b"info  [1970-01-01 00:00:02.000 Z] two\n",
    )

    assert log.summary(hours=True).hours == (Hour(0, 2, 1),)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'{"level": "info", "ts": %d}\n', b'{"level": "error", "ts": %d}\n'),
        (
            b'{"version":"1.1","short_message":"x","timestamp":%d,"level":3}\n',
            b'{"version":"1.1","short_message":"x","timestamp":%d,"level":2,"_a":1}\n',
        ),
        (
            b"\x1b[36minfo\x1b[0m  [2026-11-28 10:00:00.000 Z] %d\n",
            b"\x1b[31merror\x1b[0m [2026-11-28 10:00:00.000 Z] %d\n",
        ),
        (b"info|[2026-11-28 10:00:00.000 Z]|%d\n", b"error|[2026-11-28 10:00:00.000 Z]|%d\n"),
    ],
)
def test_errors_are_counted_in_the_formats_of_advanced_logging(
    tmp_path: Path, good: bytes, bad: bytes
) -> None:
    moment = 1795860000
    lines = (good % moment, bad % moment, b"error: trace\n", bad % moment, good % moment)

    summary = write(tmp_path / "log", *lines).summary(hours=True)

    assert summary.hours == (Hour(moment, 5, 2),)


@pytest.mark.parametrize("content", [b"", b"no time\n"])
def test_a_log_without_times_has_no_hours(tmp_path: Path, content: bytes) -> None:
    summary = write(tmp_path / "log", content).summary(hours=True)

    assert (summary.first, summary.hours) == (None, ())


def test_the_newest_lines_are_whole(tmp_path: Path) -> None:
    log = write(tmp_path / "log", *(b"line %d\n" % number for number in range(100_000)), b"unfinis")

    newest = log.newest(3)

    assert newest == b"line 99997\nline 99998\nline 99999\n"
