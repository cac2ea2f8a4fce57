"""Which plugins are installed, and which of them the configuration wants to run."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.faults.privileges import without_privileges

from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.manifests.installed import Manifests, read_manifests


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    directory = tmp_path / "plugins"
    directory.mkdir()
    return directory


def install(plugins: Path, name: str, manifest: Any = None) -> None:
    (plugins / name).mkdir()
    text = json.dumps(manifest or {"id": name})
    (plugins / name / "plugin.json").write_text(text)


def read(plugins: Path, **settings: Any) -> Manifests:
    own = {"Enable": True, "Directory": "./plugins"} | settings
    document = {"PluginSettings": own, "FeatureFlags": {"AppsEnabled": settings.get("Apps")}}
    return read_manifests(Config(document, "config.json", plugins.parent, plugins.parent))


def ids(manifests: Manifests) -> tuple[list[str], list[str]]:
    active = [manifest.id for manifest in manifests.active]
    return active, [manifest.id for manifest in manifests.inactive]


def test_plugins_come_by_the_names_of_their_folders(plugins: Path) -> None:
    install(plugins, "b", {"id": "first"})
    install(plugins, "a", {"id": "second"})
    install(plugins, "B", {"id": "third"})

    assert ids(read(plugins)) == ([], ["third", "second", "first"])


@pytest.mark.parametrize(
    ("states", "is_active"),
    [
        ({}, False),
        ({"example": {"Enable": True}}, True),
        ({"example": {"enable": True}}, True),
        ({"example": {"Enable": False}}, False),
        ({"example": {"Enable": "true"}}, False),
        ({"example": {}}, False),
        ({"example": None}, False),
        ({"example": True}, False),
        ({"Example": {"Enable": True}}, False),
    ],
)
def test_a_plugin_is_active_if_it_is_wanted(
    plugins: Path, states: dict[str, Any], is_active: bool
) -> None:
    install(plugins, "folder", {"id": "Example"})

    manifests = read(plugins, PluginStates=states)

    assert bool(manifests.active) is is_active
    assert [manifest.id for manifest in manifests.all] == ["example"]


def test_no_plugin_is_enabled_while_plugins_are_off(plugins: Path) -> None:
    install(plugins, "a")

    assert ids(read(plugins, Enable=False, PluginStates={"a": {"Enable": True}})) == ([], ["a"])


@pytest.mark.parametrize("flag", [True, False])
def test_apps_need_their_feature_flag(plugins: Path, flag: bool) -> None:
    install(plugins, "com.mattermost.apps")

    manifests = read(plugins, PluginStates={"com.mattermost.apps": {"Enable": True}}, Apps=flag)

    assert bool(manifests.active) is flag


def test_anything_but_a_plugin_is_skipped_silently(plugins: Path) -> None:
    install(plugins, ".hidden")
    install(plugins, "real")
    (plugins / "a file").touch()
    (plugins / "empty").mkdir()
    (plugins / "link").symlink_to("real")
    (plugins / "loop").symlink_to(plugins)

    manifests = read(plugins)

    assert ids(manifests) == ([], ["real"])
    assert not manifests.problems


def test_a_broken_manifest_costs_its_own_plugin(plugins: Path) -> None:
    install(plugins, "a")
    install(plugins, "b", {"id": 7})
    install(plugins, "c")

    manifests = read(plugins)

    assert ids(manifests) == ([], ["a", "c"])
    reason = "id of the manifest is not a string"
    assert [str(problem) for problem in manifests.problems] == [
        f"The plugin in {plugins}/b was left out: {reason}. Install it again.",
    ]


@pytest.mark.parametrize("place", ["b", "b/plugin.json"])
def test_a_manifest_that_may_not_be_read_asks_for_access(plugins: Path, place: str) -> None:
    install(plugins, "a")
    install(plugins, "b")
    (plugins / place).chmod(0)

    with without_privileges():
        manifests = read(plugins)

    (plugins / place).chmod(0o700)
    assert ids(manifests) == ([], ["a"])
    (problem,) = map(str, manifests.problems)
    assert problem.startswith(f"{plugins}/b/plugin.")
    assert problem.endswith(
        ": Permission denied. Give the account that runs support-packet read access."
    )


def test_a_folder_of_plugins_that_may_not_be_read_asks_for_access(plugins: Path) -> None:
    install(plugins, "a")
    plugins.chmod(0)

    with without_privileges():
        error = str(read(plugins).error)

    plugins.chmod(0o700)
    assert error == (
        f"{plugins}: Permission denied. Give the account that runs support-packet read access."
    )


@pytest.mark.parametrize(
    ("directory", "reason"),
    [
        ("nowhere", "No such file or directory"),
        ("/etc/hostname", "Not a directory"),
    ],
)
def test_a_directory_that_cannot_be_read_is_an_error(
    plugins: Path, directory: str, reason: str
) -> None:
    manifests = read(plugins, Directory=directory)

    assert not manifests.all
    assert reason in str(manifests.error)
    assert str(manifests.error).endswith("Check PluginSettings.Directory.")


def test_a_null_character_in_its_path_is_an_error(plugins: Path) -> None:
    manifests = read(plugins, Directory="a\0b")

    assert not manifests.all
    reason = "PluginSettings.Directory contains a null character. Correct it."
    assert str(manifests.error) == reason
