"""The example's logs: JSON lines of the requested size, with secrets in them."""

import itertools
import json
from collections import Counter
from pathlib import Path

from demo.leaks import LEAKS
from demo.logs import write_logs
from demo.planted import LOGGED

END = 1_795_361_170.5


def test_every_line_is_a_json_object_with_its_time(tmp_path: Path) -> None:
    write_logs(tmp_path, 50_000, END)

    for log in ("mattermost.log", "notifications.log"):
        lines = (tmp_path / log).read_text(encoding="utf-8").splitlines()
        times = [json.loads(line)["ts"] for line in lines]
        assert times == sorted(times)
        assert times[-1] == END


def test_the_size_is_about_the_requested_one(tmp_path: Path) -> None:
    write_logs(tmp_path, 400_000, END)

    assert 390_000 < (tmp_path / "mattermost.log").stat().st_size < 410_000
    assert 95_000 < (tmp_path / "notifications.log").stat().st_size < 105_000


def test_a_small_log_contains_every_leak(tmp_path: Path) -> None:
    write_logs(tmp_path, 10_000, END)

    lines = (tmp_path / "mattermost.log").read_text(encoding="utf-8").splitlines()
    messages = {json.loads(line)["msg"] for line in lines}
    assert messages >= {leak["msg"] for leak in LEAKS}
    assert all(secret in "".join(lines) for secret in LOGGED.values())


def test_the_lines_are_from_30_hours_and_their_errors_peak_in_one(tmp_path: Path) -> None:
    for size, end in itertools.product((100_000, 1_000_000), range(int(END), int(END) + 3600, 600)):
        write_logs(tmp_path, size, end)

        lines = (tmp_path / "mattermost.log").read_text(encoding="utf-8").splitlines()
        events = [json.loads(line) for line in lines]
        errors = Counter(int(event["ts"] // 3600) for event in events if event["level"] == "error")
        (peak, most), (_, second), *_ = errors.most_common()
        assert events[0]["ts"] == end - 30 * 3600
        assert peak == (end - 8 * 3600) // 3600
        assert second < most / 2


def test_the_lines_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_logs(tmp_path / name, 50_000, END)

    first, second = (
        (tmp_path / name / "mattermost.log").read_bytes() for name in ("first", "second")
    )
    assert first == second
