"""The example installation: complete, repeatable, and careful with other files."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from demo.installation import build_installation


def test_it_is_laid_out_like_a_mattermost_server(tmp_path: Path) -> None:
    built = build_installation(tmp_path / "mattermost")

    for name in ("config/config.json", "logs/mattermost.log", "logs/notifications.log"):
        assert (built.directory / name).is_file()
    for name in ("bin", "client/plugins", "data", "i18n", "plugins", "prepackaged_plugins"):
        assert (built.directory / name).is_dir()


def test_the_configuration_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    built = build_installation(tmp_path)

    assert built.config.stat().st_mode & 0o777 == 0o600


def test_the_configuration_names_the_database(tmp_path: Path) -> None:
    built = build_installation(tmp_path)

    settings = json.loads(built.config.read_text(encoding="utf-8"))["SqlSettings"]
    assert settings["DriverName"] == "sqlite3"
    assert (tmp_path / settings["DataSource"]).samefile(built.database)


def test_every_user_has_a_token_in_the_database(tmp_path: Path) -> None:
    built = build_installation(tmp_path)

    with closing(sqlite3.connect(built.database)) as database:
        rows = database.execute(
            "SELECT Username, Token FROM Users JOIN"
            " (SELECT UserId, Token FROM Sessions UNION SELECT UserId, Token FROM UserAccessTokens)"
            " ON UserId = Id"
        )
        assert dict(rows) == built.tokens


def test_it_replaces_an_older_one(tmp_path: Path) -> None:
    build_installation(tmp_path)
    (tmp_path / "left-over").touch()

    build_installation(tmp_path)

    assert not (tmp_path / "left-over").exists()


def test_it_replaces_nothing_else(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.touch()

    with pytest.raises(FileExistsError, match=tmp_path.name):
        build_installation(tmp_path)

    assert precious.exists()
