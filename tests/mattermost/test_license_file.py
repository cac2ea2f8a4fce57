"""Where the license file is, and what is not read as one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support_packet.errors import LicenseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license_search import read_license_file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a server's directory with an empty configuration folder."""
    (tmp_path / "config").mkdir()
    return tmp_path


def configured(home: Path, location: str = "") -> Config:
    """Return a configuration with this `LicenseFileLocation`."""
    document = {"ServiceSettings": {"LicenseFileLocation": location}}
    return Config(document, "config.json", home, home / "config")


def test_usual_place_is_beside_the_configuration(home: Path) -> None:
    path = home / "config" / "mattermost.mattermost-license"
    path.write_text("text")

    assert read_license_file(configured(home)) == (path, b"text")


def test_usual_place_of_a_configuration_elsewhere_is_the_servers(home: Path) -> None:
    path = home / "config" / "mattermost.mattermost-license"
    path.write_text("text")
    elsewhere = Config({}, "config.json", home, home / "etc")

    assert read_license_file(elsewhere) == (path, b"text")


def test_absolute_path_is_taken_as_it_is(home: Path) -> None:
    path = home / "elsewhere"
    path.write_text("text")

    assert read_license_file(configured(home, str(path))) == (path, b"text")


@pytest.mark.parametrize("folder", ["", "config"])
def test_relative_path_begins_at_the_server_or_its_configuration(home: Path, folder: str) -> None:
    path = home / folder / "my.license"
    path.write_text("text")

    assert read_license_file(configured(home, "my.license")) == (path, b"text")


def test_no_file_is_no_license(home: Path) -> None:
    assert read_license_file(configured(home)) is None
    assert read_license_file(configured(home, "gone")) is None


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    path.write_bytes(b"A" * 10_001)


def make_loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [Path.mkdir, make_pipe, make_huge, make_loop])
def test_what_is_no_license_file_is_named(home: Path, make: Callable[[Path], None]) -> None:
    make(home / "odd")

    with pytest.raises(LicenseError, match=f"^{home}/odd: .*LicenseFileLocation"):
        read_license_file(configured(home, "odd"))


def test_path_with_a_nul_is_no_file(home: Path) -> None:
    with pytest.raises(LicenseError, match="null byte"):
        read_license_file(configured(home, "a\0b"))


def test_the_largest_license_is_read(home: Path) -> None:
    path = home / "large"
    path.write_bytes(b"A" * 10_000)

    assert read_license_file(configured(home, "large")) == (path, b"A" * 10_000)
