"""Where a log file is, its size, and why it may not open."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support_packet.errors import CollectError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.configuration.log_places import log_directory
from support_packet.mattermost.logs.log_file import LogFile, find_log
from support_packet.mattermost.reading_limits import LogLimits

SECTIONS = ("NotificationLogSettings", "LogSettings")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "opt" / "mattermost"
    home.mkdir(parents=True)
    return home


def config(home: Path, **locations: Any) -> Config:
    document = {section: {"FileLocation": location} for section, location in locations.items()}
    return Config(document, "config.json", home, home / "config")


def test_a_location_is_a_directory(home: Path) -> None:
    assert log_directory(config(home, LogSettings="/var/log/mm"), "LogSettings") == Path(
        "/var/log/mm"
    )


def test_a_relative_location_starts_at_the_server(home: Path) -> None:
    assert log_directory(config(home, LogSettings="./log"), "LogSettings") == home / "log"


def test_a_location_of_an_old_server_may_be_a_file(home: Path) -> None:
    (home / "logs").mkdir()
    (home / "logs" / "mattermost.log").touch()

    old = config(home, LogSettings="./logs/mattermost.log")

    assert log_directory(old, "LogSettings") == home / "logs"


@pytest.mark.parametrize("place", ["logs", "../logs", "../../logs", "bin/logs"])
def test_without_a_location_it_is_the_nearest_logs(home: Path, place: str) -> None:
    (home / place).mkdir(parents=True)

    found = log_directory(config(home, LogSettings=""), "LogSettings")

    assert found.samefile(home / place)


def test_without_a_location_folders_above_the_real_executable_are_searched(
    home: Path, tmp_path: Path
) -> None:
    logs = tmp_path / "srv" / "mattermost" / "logs"
    (logs.parent / "bin").mkdir(parents=True)
    logs.mkdir()
    (home / "bin").symlink_to(logs.parent / "bin")

    assert log_directory(config(home), "LogSettings") == logs


def test_its_own_logs_are_nearer_than_those_above(home: Path) -> None:
    (home / "logs").mkdir()
    (home.parent / "logs").mkdir()

    assert log_directory(config(home), "LogSettings") == home / "logs"


def test_a_file_called_logs_is_ignored(home: Path) -> None:
    (home / "logs").touch()

    assert log_directory(config(home), "LogSettings") == home


def test_without_any_logs_it_is_its_own_folder(home: Path) -> None:
    assert log_directory(config(home), "LogSettings") == home


def test_the_first_section_with_a_log_wins(home: Path) -> None:
    settings = config(home, NotificationLogSettings="./notes", LogSettings="./log")
    for folder in ("notes", "log"):
        (home / folder).mkdir()
        (home / folder / "notifications.log").touch()

    found = find_log(settings, "notifications.log", SECTIONS)

    assert found.path == home / "notes" / "notifications.log"


def test_otherwise_the_second_section_counts(home: Path) -> None:
    settings = config(home, NotificationLogSettings="./notes", LogSettings="./log")
    (home / "log").mkdir()
    (home / "log" / "notifications.log").touch()

    found = find_log(settings, "notifications.log", SECTIONS)

    assert found.path == home / "log" / "notifications.log"


def test_without_any_log_the_first_section_counts(home: Path) -> None:
    settings = config(home, NotificationLogSettings="./notes", LogSettings="./log")

    found = find_log(settings, "notifications.log", SECTIONS)

    assert found.path == home / "notes" / "notifications.log"


def test_a_location_with_a_null_character_has_no_log(home: Path) -> None:
    found = find_log(config(home, LogSettings="a\0b"), "mattermost.log", ("LogSettings",))

    assert found.size() is None


SETTING = "LogSettings.FileLocation"


def test_the_size_is_what_reading_sends_at_most(tmp_path: Path) -> None:
    log = tmp_path / "mattermost.log"
    assert LogFile(log, SETTING).size() is None

    log.write_bytes(b"one\ntwo\n")

    assert LogFile(log, SETTING).size() == 8
    assert LogFile(log, SETTING, LogLimits(5)).size() == 5
    assert b"".join(LogFile(log, SETTING)) == b"one\ntwo\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


def test_a_missing_log_names_its_path_and_its_setting(log: Path) -> None:
    with pytest.raises(CollectError) as failure:
        list(LogFile(log, SETTING))

    assert str(failure.value) == (
        f"{log}: No such file or directory. "
        f"Check {SETTING}, the directory in which the server writes this log."
    )


@pytest.mark.parametrize("setting", ["SUPPORT_PACKET_A__B", "LogSettings.AdvancedLoggingJSON"])
def test_a_setting_that_is_not_a_directory_is_not_called_one(log: Path, setting: str) -> None:
    with pytest.raises(CollectError) as failure:
        list(LogFile(log, setting))

    assert str(failure.value) == f"{log}: No such file or directory. Check {setting}."


@pytest.fixture(params=["directory", "pipe", "socket", "device", "dangling link", "link to itself"])
def no_log(request: pytest.FixtureRequest, log: Path) -> Iterator[Path]:
    """Put something else in the log's place."""
    with socket.socket(socket.AF_UNIX) as listener:
        if request.param == "directory":
            log.mkdir()
        elif request.param == "pipe":
            os.mkfifo(log)
        elif request.param == "socket":
            listener.bind(os.path.relpath(log))
        else:
            targets = {"device": "/dev/zero", "dangling link": "nowhere"}
            log.symlink_to(targets.get(request.param, log))
        yield log


def test_anything_but_a_file_is_an_error(no_log: Path) -> None:
    with pytest.raises(CollectError, match=SETTING):
        list(LogFile(no_log, SETTING))

    assert LogFile(no_log, SETTING).size() is None


def test_a_link_to_a_log_is_followed(log: Path) -> None:
    elsewhere = log.with_name("elsewhere")
    elsewhere.write_bytes(b"a line\n")
    log.symlink_to(elsewhere)

    assert list(LogFile(log, SETTING)) == [b"a line\n"]


@pytest.fixture
def _without_root() -> Iterator[None]:
    """Run the test without root's rights."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    yield
    os.seteuid(own)


@pytest.mark.usefixtures("_without_root")
def test_an_unreadable_log_names_the_account() -> None:
    with pytest.raises(CollectError, match=r"Permission denied\. Give the account that runs"):
        list(LogFile(Path("/etc/shadow"), SETTING))


def test_a_path_with_a_null_character_is_an_error() -> None:
    log = LogFile(Path("a\0b"), SETTING)

    assert log.size() is None
    with pytest.raises(CollectError, match="null character"):
        list(log)
