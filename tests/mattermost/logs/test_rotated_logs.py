"""Which logs the server has rotated recently, by their names."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.faults.hanging import hanging_file_system

from support_packet.errors import CollectError
from support_packet.mattermost.logs import rotated_logs as module
from support_packet.mattermost.logs.rotated_logs import find_rotated_logs
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.settings import Settings

LIMITS = LogLimits(names=Settings().reading_limits.names)
NOW = datetime(2021, 7, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


def found(log: Path, days: int = 2, now: datetime = NOW) -> list[str]:
    return [rotated.path.name for rotated in find_rotated_logs(log, days, now, LIMITS)]


def test_the_newest_come_first_compressed_or_not(log: Path) -> None:
    times = ["13T18-35-02.123", "13T18-35-02.124", "14T11-59-59.999"]
    for time, ending in zip(times, [".gz", "", ".gz"], strict=True):
        log.with_name(f"mattermost-2021-07-{time}.log{ending}").touch()

    assert found(log) == [f"mattermost-2021-07-{time}.log" for time in reversed(times)]


def test_a_log_in_both_forms_is_found_once(log: Path) -> None:
    for ending in ("", ".gz"):
        log.with_name(f"mattermost-2021-07-13T18-35-02.123.log{ending}").touch()

    assert found(log) == ["mattermost-2021-07-13T18-35-02.123.log"]


@pytest.mark.parametrize(
    ("time", "is_found"),
    [
        ("2021-07-12T11-59-59.999", False),
        ("2021-07-12T12-00-00.000", True),
        ("2021-07-14T12-00-00.000", True),
        ("2021-07-15T00-00-00.000", True),  # a clock that was wrong
        ("2020-07-14T12-00-00.000", False),
    ],
)
def test_the_time_in_the_name_counts(log: Path, time: str, is_found: bool) -> None:
    rotated = log.with_name(f"mattermost-{time}.log.gz")
    rotated.touch()
    os.utime(rotated, (0, 0))

    assert bool(found(log)) == is_found


def test_names_are_in_utc_wherever_this_program_runs(log: Path) -> None:
    log.with_name("mattermost-2021-07-12T12-00-00.000.log").touch()
    here = NOW.astimezone(timezone(timedelta(hours=9)))

    assert len(found(log, now=here)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "mattermost.log",
        "mattermost.log.gz",
        "mattermost-yesterday.log",
        "mattermost.log-20210713.txt",
        "mattermost.log.older",
        "mattermost-2021-07-13T18-35-02.123.log.gz.gz",
        "mattermost-2021-07-13T18-35-02.123.log.tmp",
        "mattermost-2021-07-13T18-35-02.123.log\n",
        "mattermost-2021-07-13T18-35-02.123xlog",
        "mattermost-٢٠٢١-07-13T18-35-02.123.log",
        "notifications-2021-07-13T18-35-02.123.log",
        " mattermost-2021-07-13T18-35-02.123.log",
        "audit-mattermost-2021-07-13T18-35-02.123.log",
    ],
)
def test_other_names_are_ignored(log: Path, name: str) -> None:
    log.with_name(name).touch()

    assert found(log) == []


@pytest.mark.parametrize(
    "ending",
    [
        ".1",
        ".12",
        "-20210713",
        "-2021071318",
        ".2021-07-13",
        "-1626201302",
        "-2021-07-13_18:35",
        "-20210713T1835",
        ".20210713T183502Z",
        ".2021-07-13T18:35:02+02:00",
        "-2021-Jul-13",
        "@20210713",
        ".old",
        "-backup",
        "~",
    ],
)
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_the_names_of_logrotate_are_found(log: Path, ending: str, packed: str) -> None:
    rotated = log.with_name(f"mattermost.log{ending}{packed}")
    rotated.touch()
    os.utime(rotated, (NOW.timestamp(), NOW.timestamp()))

    assert found(log) == [f"mattermost.log{ending}"]


@pytest.mark.parametrize(("days_ago", "is_found"), [(1.9, True), (2.1, False), (1e6, False)])
def test_of_those_the_last_change_counts(log: Path, days_ago: float, is_found: bool) -> None:
    rotated = log.with_name("mattermost.log.1")
    rotated.touch()
    changed = NOW.timestamp() - days_ago * 86_400
    os.utime(rotated, (changed, changed))

    assert bool(found(log)) == is_found


def test_both_kinds_are_sorted_by_time(log: Path) -> None:
    names = ["mattermost.log.1", "mattermost-2021-07-13T18-35-02.123.log", "mattermost.log.2"]
    for name, hours in zip(names, (1, 0, 40), strict=True):
        log.with_name(name).touch()
        changed = NOW.timestamp() - hours * 3600
        os.utime(log.with_name(name), (changed, changed))

    assert found(log) == names


@pytest.mark.parametrize("name", ["mattermost.log.key", "mattermost.log.1.bak", "mattermost.log1"])
def test_other_endings_are_ignored(log: Path, name: str) -> None:
    log.with_name(name).touch()

    assert found(log, now=datetime.now(UTC)) == []


@pytest.mark.parametrize("kind", ["directory", "pipe", "link"])
def test_anything_but_a_file_is_ignored(log: Path, kind: str) -> None:
    rotated = log.with_name("mattermost-2021-07-13T18-35-02.123.log")
    if kind == "directory":
        rotated.mkdir()
    elif kind == "pipe":
        os.mkfifo(rotated)
    else:
        rotated.symlink_to("/etc/passwd")

    assert found(log) == []


def test_only_the_newest_of_very_many_are_found(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_LOGS", 10)
    for number in range(12):
        for ending in ("", ".gz"):
            log.with_name(f"mattermost-2021-07-13T18-35-{number:02}.123.log{ending}").touch()
    logs = find_rotated_logs(log, 2, NOW, LIMITS)

    newest = [next(logs).path.name[-10:-8] for _ in range(10)]

    assert newest == [f"{number:02}" for number in reversed(range(2, 12))]
    with pytest.raises(CollectError, match=r"the newest 10, .*SUPPORT_PACKET_ROTATED_LOG_DAYS"):
        next(logs)


def test_a_directory_that_cannot_be_listed_is_an_error(log: Path) -> None:
    with pytest.raises(CollectError, match="can't be searched for rotated logs: No such file"):
        found(log.parent / "nowhere" / log.name)


def test_a_path_with_a_null_character_has_none() -> None:
    assert found(Path("a\0b/mattermost.log")) == []


def write(path: Path, content: bytes = b"", *, hours: float = 1) -> None:
    """Write a log that was changed last some hours before `NOW`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    changed = NOW.timestamp() - hours * 3600
    os.utime(path, (changed, changed))


def test_those_next_to_the_file_that_the_log_is_a_link_to_are_found(log: Path) -> None:
    target = log.parent / "var" / "server.log"
    write(target)
    log.symlink_to(target)
    write(target.with_name("server.log.1"), hours=2)
    write(log.with_name("mattermost.log.1"), hours=3)

    assert found(log) == ["server.log.1", "mattermost.log.1"]


def test_those_in_a_folder_are_found_unless_it_has_its_own_such_log(log: Path) -> None:
    write(log)
    write(log.parent / "old/mattermost.log.2.gz", hours=3)
    write(log.parent / "old/mattermost.log.1", hours=2)
    write(log.parent / "old/deeper/mattermost.log.3", hours=4)
    write(log.parent / "another/mattermost.log")
    write(log.parent / "another/mattermost.log.4")
    (log.parent / "linked").symlink_to(log.parent / "another")

    assert found(log) == ["mattermost.log.1", "mattermost.log.2"]


def test_of_two_with_one_name_the_newer_counts(log: Path) -> None:
    write(log.parent / "old/mattermost.log.1", b"old", hours=3)
    write(log.with_name("mattermost.log.1"), b"new", hours=2)

    [rotated] = find_rotated_logs(log, 2, NOW, LIMITS)

    assert rotated.path == log.with_name("mattermost.log.1")


def test_a_folder_that_hangs_costs_itself(log: Path) -> None:
    hung = log.parent / "hung"
    hung.mkdir()
    write(log.with_name("mattermost.log.1"))

    with hanging_file_system(hung):
        assert found(log) == ["mattermost.log.1"]


@pytest.mark.parametrize("ending", [".lz4", ".tgz", ".tar.gz"])
def test_one_in_a_format_that_cannot_be_read_says_so(log: Path, ending: str) -> None:
    write(log.with_name(f"mattermost.log.1{ending}"))

    [rotated] = find_rotated_logs(log, 2, NOW, LIMITS)

    assert rotated.size() is None
    name = re.escape(f"mattermost.log.1{ending}")
    with pytest.raises(CollectError, match=rf"{name}: .*can't read this format"):
        next(rotated.lines())
