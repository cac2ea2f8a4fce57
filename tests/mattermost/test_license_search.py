"""Where the active license comes from: the environment, the database, the file."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.access.licenses import signed

from support_packet.errors import LicenseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license_search import find_license, read_license_file
from support_packet.mattermost.server_rows import ServerRows

DAY = 24 * 60 * 60 * 1000
DOWN = None
NO_ROW = ServerRows()


def license_text(name: str, days: int = 30) -> str:
    """Return the license `name`, which expires in so many days."""
    expires_at = round(time.time() * 1000) + days * DAY
    return signed({"id": name, "expires_at": expires_at})


def in_database(text: str) -> ServerRows:
    return ServerRows(active_license=text)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return the configuration of a server without a license file."""
    return Config({}, "config.json", tmp_path, tmp_path)


@pytest.fixture
def file(config: Config) -> Path:
    """Return a license file, named `file`, where the server looks for one."""
    path = config.config_dir / "mattermost.mattermost-license"
    path.write_text(license_text("file"))
    return path


def found(environment: str | None, rows: ServerRows | None, config: Config) -> str | None:
    """Return the name of the license that is active."""
    variables = {} if environment is None else {"MM_LICENSE": environment}
    active = find_license(variables, rows, config, 5)
    return active.license_id if active else None


@pytest.mark.usefixtures("file")
def test_the_environment_comes_first(config: Config) -> None:
    assert (
        found(license_text("environment"), in_database(license_text("database")), config)
        == "environment"
    )


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("garbage", ["garbage", " ", "A" * 500])
def test_garbage_in_the_environment_is_named_and_nothing_else_is_tried(
    garbage: str, config: Config
) -> None:
    with pytest.raises(LicenseError, match=r"^MM_LICENSE: The license is ") as raised:
        found(garbage, in_database(license_text("database")), config)

    assert garbage not in str(raised.value).split()


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("unset", [None, ""])
def test_the_database_comes_second(unset: str | None, config: Config) -> None:
    assert found(unset, in_database(license_text("database")), config) == "database"


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("garbage", ["garbage", ""])
def test_garbage_in_the_database_is_named_and_nothing_else_is_tried(
    garbage: str, config: Config
) -> None:
    with pytest.raises(LicenseError, match=r"^Mattermost's database: The license is "):
        found(None, in_database(garbage), config)


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("rows", [NO_ROW, DOWN])
def test_the_file_comes_last(rows: ServerRows | None, config: Config) -> None:
    assert found(None, rows, config) == "file"


@pytest.mark.parametrize("rows", [NO_ROW, DOWN])
def test_without_a_license_the_server_is_unlicensed(
    rows: ServerRows | None, config: Config
) -> None:
    assert found(None, rows, config) is None


def test_a_license_in_the_environment_needs_no_database(config: Config) -> None:
    assert found(license_text("environment"), DOWN, config) == "environment"


@pytest.mark.parametrize("days", [-1, -9, -400])
def test_an_expired_license_counts_until_it_is_removed(days: int, config: Config) -> None:
    assert found(None, in_database(license_text("old", days)), config) == "old"
    assert found(license_text("old", days), NO_ROW, config) == "old"


def test_an_expired_license_file_is_ignored(config: Config, file: Path) -> None:
    file.write_text(license_text("file", days=-1))

    with pytest.raises(LicenseError, match=f"^{file}: The license has expired"):
        found(None, NO_ROW, config)


@pytest.mark.parametrize("content", ["", "garbage", "A" * 20_000])
def test_a_license_file_without_a_license_is_named(
    content: str, config: Config, file: Path
) -> None:
    file.write_text(content)

    with pytest.raises(LicenseError, match=f"^{file}: "):
        found(None, NO_ROW, config)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a server's directory with an empty configuration folder."""
    (tmp_path / "config").mkdir()
    return tmp_path


def configured(home: Path, location: str = "") -> Config:
    """Return a configuration with this `LicenseFileLocation`."""
    document = {"ServiceSettings": {"LicenseFileLocation": location}}
    return Config(document, "config.json", home, home / "config")


def test_the_usual_place_is_next_to_the_configuration(home: Path) -> None:
    path = home / "config" / "mattermost.mattermost-license"
    path.write_text("text")

    assert read_license_file(configured(home)) == (path, b"text")


def test_with_a_configuration_elsewhere_it_is_in_the_servers_folder(home: Path) -> None:
    path = home / "config" / "mattermost.mattermost-license"
    path.write_text("text")
    elsewhere = Config({}, "config.json", home, home / "etc")

    assert read_license_file(elsewhere) == (path, b"text")


def test_an_absolute_license_path_is_taken_as_it_is(home: Path) -> None:
    path = home / "elsewhere"
    path.write_text("text")

    assert read_license_file(configured(home, str(path))) == (path, b"text")


@pytest.mark.parametrize("folder", ["", "config"])
def test_a_relative_license_path_starts_at_the_server_or_its_configuration(
    home: Path, folder: str
) -> None:
    path = home / folder / "my.license"
    path.write_text("text")

    assert read_license_file(configured(home, "my.license")) == (path, b"text")


def test_without_a_file_there_is_no_license(home: Path) -> None:
    assert read_license_file(configured(home)) is None
    assert read_license_file(configured(home, "gone")) is None


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    path.write_bytes(b"A" * 10_001)


def make_loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [Path.mkdir, make_pipe, make_huge, make_loop])
def test_an_unreadable_license_file_is_named(home: Path, make: Callable[[Path], None]) -> None:
    make(home / "odd")

    with pytest.raises(LicenseError, match=f"^{home}/odd: .*LicenseFileLocation"):
        read_license_file(configured(home, "odd"))


def test_a_path_with_a_null_character_is_an_error(home: Path) -> None:
    with pytest.raises(LicenseError, match="null byte"):
        read_license_file(configured(home, "a\0b"))


def test_the_largest_license_is_read(home: Path) -> None:
    path = home / "large"
    path.write_bytes(b"A" * 10_000)

    assert read_license_file(configured(home, "large")) == (path, b"A" * 10_000)
