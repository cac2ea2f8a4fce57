"""Where a log is, by the configuration."""

from pathlib import Path
from typing import Any

import pytest

from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.logs.log_file import find_log, log_directory

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


def test_without_a_location_the_real_program_is_looked_around(home: Path, tmp_path: Path) -> None:
    logs = tmp_path / "srv" / "mattermost" / "logs"
    (logs.parent / "bin").mkdir(parents=True)
    logs.mkdir()
    (home / "bin").symlink_to(logs.parent / "bin")

    assert log_directory(config(home), "LogSettings") == logs


def test_its_own_logs_are_nearer_than_those_above(home: Path) -> None:
    (home / "logs").mkdir()
    (home.parent / "logs").mkdir()

    assert log_directory(config(home), "LogSettings") == home / "logs"


def test_a_file_called_logs_is_no_directory(home: Path) -> None:
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


def test_the_second_section_stands_in(home: Path) -> None:
    settings = config(home, NotificationLogSettings="./notes", LogSettings="./log")
    (home / "log").mkdir()
    (home / "log" / "notifications.log").touch()

    found = find_log(settings, "notifications.log", SECTIONS)

    assert found.path == home / "log" / "notifications.log"


def test_where_nothing_is_the_first_section_is_to_blame(home: Path) -> None:
    settings = config(home, NotificationLogSettings="./notes", LogSettings="./log")

    found = find_log(settings, "notifications.log", SECTIONS)

    assert found.path == home / "notes" / "notifications.log"


def test_a_location_that_cannot_be_is_none(home: Path) -> None:
    found = find_log(config(home, LogSettings="a\0b"), "mattermost.log", ("LogSettings",))

    assert found.size() is None
