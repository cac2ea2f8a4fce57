"""`support-packet check` on the host of a container, where the server's paths are elsewhere."""

import json
from pathlib import Path

import pytest
from support.serving.checking import Checker

from demo.installation import Installation
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import read_settings


@pytest.fixture
def volumes(example: Installation, tmp_path: Path) -> Path:
    """Move the example's logs and plugins where the volumes of its container lie on the host."""
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["LogSettings"]["FileLocation"] = "/mattermost/logs"
    config["NotificationLogSettings"]["FileLocation"] = "/mattermost/logs"
    config["PluginSettings"]["Directory"] = "/mattermost/plugins"
    config["LogSettings"]["AdvancedLoggingConfig"] = json.dumps(
        {"ldap": {"Type": "file", "Options": {"Filename": "/mattermost/logs/ldap.log"}}}
    )
    example.config.write_text(json.dumps(config), encoding="utf-8")
    volumes = tmp_path / "volumes"
    volumes.mkdir()
    for name in ("logs", "plugins"):
        (example.directory / name).rename(volumes / name)
    (volumes / "logs/ldap.log").write_text('{"level":"info","msg":"bound"}\n')
    return volumes


def test_files_are_found_where_they_are_on_the_host(
    checker: Checker, example: Installation, volumes: Path
) -> None:
    checked = checker.check(example, "--map-path", f"/mattermost={volumes}")

    found = dict(checked.of("ok"))
    assert checked.of("missing") == []
    assert found["logs"] == str(volumes / "logs")
    assert found["plugins"] == "1 active, 1 inactive"
    assert {"mattermost.log", "notifications.log", "ldap.log"} <= set(found)


def test_without_it_they_are_not(checker: Checker, example: Installation, volumes: Path) -> None:
    assert volumes.is_dir()

    checked = checker.check(example)

    assert {"mattermost.log", "plugins.json"} <= dict(checked.of("missing")).keys()


def test_the_configuration_says_what_the_server_runs_with(
    example: Installation, volumes: Path
) -> None:
    settings = read_settings({"SUPPORT_PACKET_MAP_PATHS": f"/mattermost={volumes}"})
    mattermost = Mattermost(example.directory, {}, settings.reading_limits)

    assert mattermost.sanitized_config["LogSettings"]["FileLocation"] == "/mattermost/logs"
    assert mattermost.log("mattermost.log", "LogSettings").path == volumes / "logs/mattermost.log"


def test_a_wrong_map_is_one_line(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, "--map-path", "logs=/var/log")

    assert checked.status == 2
    assert checked.error.startswith("support-packet: SUPPORT_PACKET_MAP_PATHS: the value must be ")
