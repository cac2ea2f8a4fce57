"""The lines of a time window: found in every format, with the stack traces that belong to them."""

import gzip
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import InvalidWindowError
from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs.bisection import (
    blocks_within,
    bytes_reader,
    lines_within,
)
from support_packet.mattermost.logs.compressed_lines import newest_compressed_lines
from support_packet.mattermost.logs.line_times import line_time
from support_packet.mattermost.logs.log_file import LogFile
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.time_window import TimeWindow, parse_window
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.warning import current_warn

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
MOMENT = datetime(2026, 1, 5, 9, 14, 7, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "line",
    [
        b'{"level":"info","ts":1767604447.0,"caller":"app/demo.go:42","msg":"ready"}',
        b'{"timestamp":"2026-01-05 09:14:07.000 Z","level":"debug","msg":"done"}',
        b'{"timestamp":"2026-01-05 10:14:07.000 +01:00","level":"debug","msg":"done"}',
        b"2026-01-05T09:14:07.000Z\tinfo\tapp/demo.go:42\tready",
        b"2026-01-05T11:14:07.000+0200\tinfo\tapp/demo.go:42\tready",
        b"info  [2026-01-05 09:14:07.000 Z] ready      caller=app/demo.go:42",
        b"error [2026-01-05 04:14:07.000 -05:00] broken    caller=app/demo.go:42",
        b"[2026/01/05 09:14:07 UTC] [INFO] (app/demo.go:42) ready",
        # What the options of a target of advanced logging make of it.
        b"\x1b[31merror\x1b[0m [2026-01-05 09:14:07.000 Z] broken    caller=app/demo.go:42",
        b"error\t[2026-01-05 09:14:07.000 Z]\tbroken",
        b"error|[2026-01-05 09:14:07.000 Z]|broken",
        b'{"version":"1.1","host":"a","short_message":"b","timestamp":1767604447.000,"level":2}',
        b'{"level": "info", "timestamp" : "2026-01-05 09:14:07.000 Z", "msg": "done"}',
        b'{"level":"info","ts":1767604447000,"msg":"done"}',
        b'{"time":1767604447000000000,"msg":"done"}',
        b'\xef\xbb\xbf{"timestamp":"2026-01-05 09:14:07.000 Z","msg":"done"}',
        b'{"timestamp":"2026-01-05 09:14:07.000 Z","msg":"done","time":17}',
    ],
)
def test_the_time_of_a_line_is_known_in_every_format(line: bytes) -> None:
    assert line_time(line) == MOMENT


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"goroutine 1 [running]:", b"\tmain.go:17 +0x1d", b'{"msg":"\\"ts\\":1767604447"}'),
        # A duration, a time that is cut off, and an invalid time.
        *(b'{"time":17,"msg":"x"}', b"{", b'{"ts":176760', b'{"ts":1e99,"msg":"x"}'),
    ],
)
def test_a_line_of_a_stack_trace_has_no_time(line: bytes) -> None:
    assert line_time(line) is None


def log_of(count: int) -> tuple[bytes, list[bytes]]:
    """Return a log with a line each minute, every third with a stack trace, and its entries."""
    entries = []
    for number in range(count):
        entry = b'{"level":"info","ts":%d.5,"msg":"%s"}\n' % (60 * number, b"x" * (number % 700))
        entries.append(entry + (b"panic\n\tat main.go\n" if number % 3 == 0 else b""))
    return b"".join(entries), entries


DATA, ENTRIES = log_of(1500)


@given(st.integers(-10, 1600), st.integers(0, 1600))
def test_a_window_has_its_lines_with_their_stack_traces(first: int, length: int) -> None:
    window = TimeWindow(60.0 * first, 60.0 * (first + length))

    start, end = lines_within(bytes_reader(DATA), 0, len(DATA), window)

    last = max(first + length, 0)
    assert DATA[start:end] == b"".join(ENTRIES[max(first, 0) : last])
    blocks = [b"".join(ENTRIES[at : at + 50]) for at in range(0, len(ENTRIES), 50)]
    assert b"".join(blocks_within(blocks, window)) == DATA[start:end]


def test_an_hour_of_a_large_log_is_read_alone(tmp_path: Path) -> None:
    """A sparse file: reading what is before the hour would take minutes."""
    path = tmp_path / "large.log"
    with path.open("wb") as file:
        file.write(b'{"ts":1.0,"msg":"old"}\n')
        for number in range(1, 65):
            file.seek(number * 2**26)
            file.write(b'\n{"ts":%d.0,"msg":"mark"}\n' % (3600 * number))
        file.write(b'{"ts":360000.0,"msg":"wanted"}\n')
    log = LogFile(path, "setting", LogLimits(window=TimeWindow(since=350_000)))

    assert b"".join(log) == b'{"ts":360000.0,"msg":"wanted"}\n'
    assert log.size() == len(b'{"ts":360000.0,"msg":"wanted"}\n')


@pytest.mark.parametrize("is_compressed", [False, True])
def test_a_log_without_times_is_whole(tmp_path: Path, is_compressed: bool) -> None:
    path = tmp_path / "plain.log"
    path.write_bytes(gzip.compress(b"one\ntwo\n") if is_compressed else b"one\ntwo\n")

    lines, messages = read_noting(path, TimeWindow(since=5), is_compressed=is_compressed)

    assert lines == b"one\ntwo\n"
    (message,) = messages
    assert message.startswith(f"{path} is in the packet as a whole: its lines have no times")
    assert message.endswith(" compared with 1970-01-01T00:00:05Z/...")


@pytest.mark.parametrize("is_compressed", [False, True])
@pytest.mark.parametrize(("since", "noted"), [(5, False), (6, True)])
def test_a_log_without_lines_of_the_window_is_said_to_be_empty(
    tmp_path: Path, since: int, noted: bool, is_compressed: bool
) -> None:
    path = tmp_path / "plain.log"
    content = b'{"ts":4.0}\n{"ts":5.0}\n'
    path.write_bytes(gzip.compress(content) if is_compressed else content)

    _, messages = read_noting(path, TimeWindow(since=since), is_compressed=is_compressed)

    empty = f"{path} is empty in the packet: it has no lines of 1970-01-01T00:00:06Z/.., and only"
    assert [text.startswith(empty) for text in messages if "bytes of" not in text] == [True] * noted


def test_a_last_line_without_an_end_is_not_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plain.log"
    path.write_bytes(b'{"ts":4.0}\n{"ts":6.')

    lines, messages = read_noting(path, TimeWindow(since=6), is_compressed=False)

    assert lines == b'{"ts":6.'
    assert messages[0].startswith(f"{path} is in the packet without the 11 bytes of other times")


def read_noting(path: Path, window: TimeWindow, *, is_compressed: bool) -> tuple[bytes, list[str]]:
    """Return the lines of the log, and what is noted about it."""
    messages: list[str] = []
    token = current_warn.set(lambda reason: messages.append(str(reason.message)))
    try:
        with open_regular_file(path) as file:
            read = newest_compressed_lines if is_compressed else newest_lines
            return b"".join(read(file, LogLimits(window=window))), messages
    finally:
        current_warn.reset(token)


def test_a_time_without_a_time_zone_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a date, which is its first moment."""
    monkeypatch.setenv("TZ", "XYZ-2")
    try:
        time.tzset()
        window = parse_window("2026-01-05", "2026-01-05T11:14:07", NOW)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert str(window) == "2026-01-04T22:00:00Z/2026-01-05T09:14:07Z"


def test_times_are_written_as_iso_8601_or_as_how_long_ago() -> None:
    window = parse_window("24h", "2026-11-28T13:00:00 01:00", NOW)

    assert window.since == (NOW - timedelta(hours=24)).timestamp()
    assert window.until == NOW.timestamp()
    assert not parse_window("", "", NOW)


def test_the_first_time_is_the_beginning_of_1970() -> None:
    window = parse_window("1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z", NOW)

    assert (window.since, window.until) == (0, 1)


_BEFORE_ALL_YEARS = "0001-01-01T00:00:00+14:00"


@pytest.mark.parametrize(
    ("since", "until"),
    [("yesterday", ""), ("1h", "2h"), ("", "24 h"), ("9999999d", ""), (_BEFORE_ALL_YEARS, "")],
)
def test_what_is_not_a_time_is_refused(since: str, until: str) -> None:
    with pytest.raises(InvalidWindowError):
        parse_window(since, until, NOW)


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize(
    "text",
    ["99999d", "999999d", "20786d", "999999h", "1969-12-31T23:59:59Z", _BEFORE_ALL_YEARS],
)
def test_what_is_before_1970_is_refused(name: str, text: str) -> None:
    times = {"since": "", "until": "", name: text}

    with pytest.raises(InvalidWindowError) as refused:
        parse_window(times["since"], times["until"], NOW)

    assert str(refused.value) == f"{name}={text!r} is before 1970. Choose a later time."
