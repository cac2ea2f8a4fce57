"""`plugins.json`: the manifests of all plugins, or why there are none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collectors.plugins_json import plugins_json
from support_packet import CollectError, Mattermost

MattermostWith = Callable[..., Mattermost]


def install(home: Path, name: str, manifest: str) -> None:
    (home / "plugins" / name).mkdir(parents=True)
    (home / "plugins" / name / "plugin.json").write_text(manifest)


def manifest(plugin: str) -> dict[str, Any]:
    return {"id": plugin, "name": "", "version": ""}


def test_plugins_are_listed_by_what_the_configuration_wants(
    mattermost_with: MattermostWith, home: Path
) -> None:
    for name in ("wanted", "unwanted", "unknown"):
        install(home, name, f'{{"id": "{name}"}}')
    states = {"wanted": {"Enable": True}, "unwanted": {"Enable": False}}

    text = plugins_json(mattermost_with(PluginSettings={"PluginStates": states}))

    assert json.loads(text) == {
        "active": [manifest("wanted")],
        "inactive": [manifest("unknown"), manifest("unwanted")],
    }


def test_it_is_written_as_the_server_writes_it(mattermost_with: MattermostWith, home: Path) -> None:
    install(home, "a", '{"id": "a", "name": "<A & B>"}')

    assert plugins_json(mattermost_with()) == (
        '{\n    "active": [],\n    "inactive": [\n        {\n'
        '            "id": "a",\n            "name": "\\u003cA \\u0026 B\\u003e",\n'
        '            "version": ""\n        }\n    ]\n}'
    )


def test_without_plugins_both_lists_are_empty(mattermost_with: MattermostWith, home: Path) -> None:
    (home / "plugins").mkdir()

    assert json.loads(plugins_json(mattermost_with())) == {"active": [], "inactive": []}


def test_a_broken_manifest_is_a_warning(mattermost_with: MattermostWith, home: Path) -> None:
    install(home, "broken", "{")
    install(home, "whole", '{"id": "whole"}')

    with pytest.warns(UserWarning, match=r"plugins/broken was left out: plugin\.json: line 1"):
        text = plugins_json(mattermost_with())

    assert json.loads(text)["inactive"] == [manifest("whole")]


def test_without_plugins_switched_on_there_is_no_file(mattermost_with: MattermostWith) -> None:
    with pytest.raises(CollectError, match=r"PluginSettings\.Enable is false"):
        plugins_json(mattermost_with(PluginSettings={"Enable": False}))


def test_without_a_directory_there_is_no_file(mattermost_with: MattermostWith) -> None:
    with pytest.raises(CollectError, match=r"No such file .* Check PluginSettings\.Directory\."):
        plugins_json(mattermost_with(PluginSettings={"Directory": "/nowhere"}))
