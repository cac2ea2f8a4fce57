"""Where the active license comes from: the environment, the database, the file."""

import time
from pathlib import Path

import pytest
from support.access.licenses import signed

from support_packet.errors import LicenseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license_search import find_license
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
    active = find_license(variables, rows, config)
    return active.license_id if active else None


@pytest.mark.usefixtures("file")
def test_environment_comes_first(config: Config) -> None:
    assert (
        found(license_text("environment"), in_database(license_text("database")), config)
        == "environment"
    )


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("garbage", ["garbage", " ", "A" * 500])
def test_garbage_in_the_environment_is_named_and_nothing_else_tried(
    garbage: str, config: Config
) -> None:
    with pytest.raises(LicenseError, match=r"^MM_LICENSE: The license is ") as raised:
        found(garbage, in_database(license_text("database")), config)

    assert garbage not in str(raised.value).split()


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("unset", [None, ""])
def test_database_comes_second(unset: str | None, config: Config) -> None:
    assert found(unset, in_database(license_text("database")), config) == "database"


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("garbage", ["garbage", ""])
def test_garbage_in_the_database_is_named_and_nothing_else_tried(
    garbage: str, config: Config
) -> None:
    with pytest.raises(LicenseError, match=r"^Mattermost's database: The license is "):
        found(None, in_database(garbage), config)


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("rows", [NO_ROW, DOWN])
def test_file_comes_last(rows: ServerRows | None, config: Config) -> None:
    assert found(None, rows, config) == "file"


@pytest.mark.parametrize("rows", [NO_ROW, DOWN])
def test_without_any_the_server_is_unlicensed(rows: ServerRows | None, config: Config) -> None:
    assert found(None, rows, config) is None


def test_environment_needs_no_database(config: Config) -> None:
    assert found(license_text("environment"), DOWN, config) == "environment"


@pytest.mark.parametrize("days", [-1, -9, -400])
def test_expired_license_counts_until_it_is_removed(days: int, config: Config) -> None:
    assert found(None, in_database(license_text("old", days)), config) == "old"
    assert found(license_text("old", days), NO_ROW, config) == "old"


def test_expired_license_file_is_not_taken_up(config: Config, file: Path) -> None:
    file.write_text(license_text("file", days=-1))

    with pytest.raises(LicenseError, match=f"^{file}: The license has expired"):
        found(None, NO_ROW, config)


@pytest.mark.parametrize("content", ["", "garbage", "A" * 20_000])
def test_license_file_without_license_is_named(content: str, config: Config, file: Path) -> None:
    file.write_text(content)

    with pytest.raises(LicenseError, match=f"^{file}: "):
        found(None, NO_ROW, config)
