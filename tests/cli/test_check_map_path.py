"""`support-packet check` on the host of a container, where the server's paths are elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from support.serving.checking import Checker

from demo.installation import Installation
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import read_settings

_IN_CONTAINER = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
root = os.fsencode(sys.argv[1])
NEW_NAMESPACE, BIND, PRIVATE, DETACH = 0x20000, 0x1000, 0x44000, 2
if not libc.unshare(NEW_NAMESPACE):
    libc.mount(None, b"/", None, PRIVATE, None)
    libc.mount(root, root, None, BIND, None)
    os.chdir(root)
    if not libc.pivot_root(b".", b"."):
        libc.umount2(b".", DETACH)
        print(flush=True)
        sys.stdin.read()
"""


@contextmanager
def process_in(root: Path) -> Iterator[int]:
    """Yield the id of a process with its own root and mounts, as a container has them."""
    if os.geteuid() != 0:
        pytest.skip("only root can change the root of a process")
    command = [sys.executable, "-c", _IN_CONTAINER, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        if not process.stdout.readline():
            pytest.skip("no private mounts here, or no other root, as in a chroot")
        yield process.pid
        process.kill()


@pytest.fixture
def volumes(example: Installation, tmp_path: Path) -> Path:
    """Move the example's logs and plugins to where the volumes of its container are on the host."""
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


def test_our_own_path_may_be_relative(
    checker: Checker, example: Installation, volumes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(volumes.parent)

    checked = checker.check(example, "--map-path", f"/mattermost=./{volumes.name}")

    assert dict(checked.of("ok"))["logs"] == str(volumes / "logs")


@pytest.mark.parametrize("location", ["./logs", "logs/", ""])
def test_volumes_below_the_servers_directory_are_found(
    checker: Checker, example: Installation, volumes: Path, location: str
) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["LogSettings"]["FileLocation"] = location
    config["PluginSettings"]["Directory"] = "./plugins"
    example.config.write_text(json.dumps(config), encoding="utf-8")
    below = [(f"/mattermost/{name}", volumes / name) for name in ("logs", "plugins")]
    maps = [("/mattermost", example.directory), *below]

    checked = checker.check(
        example, *(part for theirs, ours in maps for part in ("--map-path", f"{theirs}={ours}"))
    )

    found = dict(checked.of("ok"))
    assert (found["logs"], found["plugins"]) == (str(volumes / "logs"), "1 active, 1 inactive")
    assert "ldap.log" in found


def test_the_configuration_may_be_a_volume(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    (example.directory / "config").rename(tmp_path / "volume")

    checked = checker.check(
        example,
        *("--map-path", f"/mattermost={example.directory}"),
        *("--map-path", f"/mattermost/config={tmp_path}/volume"),
    )

    assert dict(checked.of("ok"))["configuration"] == f"file://{tmp_path}/volume/config.json"


@pytest.mark.parametrize("scattered", [False, True])
def test_the_directory_may_be_that_in_the_container(
    checker: Checker, example: Installation, volumes: Path, scattered: bool
) -> None:
    (example.directory / "config").rename(volumes / "config")
    names = ["config", "logs", "plugins"]
    if scattered:
        for name in names:
            (volumes / name).rename(volumes / f"{name}-of-mattermost")
    maps = (
        [f"/mattermost/{name}={volumes}/{name}-of-mattermost" for name in names]
        if scattered
        else [f"/mattermost={volumes}"]
    )
    server = replace(example, directory=Path("/mattermost"))

    checked = checker.check(
        server,
        *(f"--map-path={each}" for each in maps),
        MM_SQLSETTINGS_DATASOURCE=str(example.database),
    )

    found = dict(checked.of("ok"))
    assert checked.of("missing") == []
    assert found["plugins"] == "1 active, 1 inactive"
    assert {"configuration", "logs", "ldap.log"} <= found.keys()


def test_a_directory_that_is_nowhere_is_one_line(checker: Checker, example: Installation) -> None:
    server = replace(example, directory=Path("/nowhere"))

    checked = checker.check(server, f"--map-path=/mattermost={example.directory}")

    assert checked.status == 2
    assert checked.error == (
        "support-packet: /nowhere: No such file or directory. Name the directory in which "
        "Mattermost is installed.\n"
    )


def test_a_container_is_found_through_the_root_of_its_process(
    checker: Checker, example: Installation
) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["LogSettings"]["FileLocation"] = f"/{example.directory.name}/logs"
    config["PluginSettings"]["Directory"] = "plugins"
    example.config.write_text(json.dumps(config), encoding="utf-8")
    with process_in(example.directory.parent) as pid:
        root = Path(f"/proc/{pid}/root")
        if root.readlink() != Path("/"):
            pytest.skip("in a chroot, the root of a process in another namespace is told apart")
        server = replace(example, directory=root / example.directory.name)

        checked = checker.check(server, "--map-path", f"/={root}")

    found = dict(checked.of("ok"))
    assert found["logs"] == str(server.directory / "logs")
    assert found["plugins"] == "1 active, 1 inactive"
    assert {"mattermost.log", "sanitized_config.json"} <= found.keys()
