"""What `plugins.json` shows of a manifest: which keys always, which only when set."""

import json
from typing import Any

import pytest

from support_packet.errors import ManifestError
from support_packet.mattermost.manifests.manifest import parse_manifest

ALWAYS = {"id": "", "name": "", "version": ""}
SETTING = {
    "key": "",
    "display_name": "",
    "type": "",
    "help_text": "",
    "placeholder": "",
    "default": None,
}


def shown(document: Any) -> Any:
    return parse_manifest(document).document


def test_an_empty_manifest_shows_what_is_always_there() -> None:
    assert shown({}) == ALWAYS


def test_keys_come_in_the_order_of_the_server() -> None:
    document = {
        "required_configuration": {},
        "props": {"a": 1},
        "settings_schema": {},
        "webapp": {},
        "backend": {},
        "server": {},
        "min_server_version": "5",
        "version": "1",
        "icon_path": "i",
        "release_notes_url": "r",
        "support_url": "s",
        "homepage_url": "h",
        "description": "d",
        "name": "n",
        "id": "i",
        "unknown": "left out",
    }

    assert list(shown(document)) == [
        *("id", "name", "description", "homepage_url", "support_url", "release_notes_url"),
        *("icon_path", "version", "min_server_version", "server", "backend", "webapp"),
        *("settings_schema", "props", "required_configuration"),
    ]


@pytest.mark.parametrize("unset", [None, ""])
@pytest.mark.parametrize("key", ["description", "homepage_url", "icon_path", "min_server_version"])
def test_empty_texts_are_not_shown(key: str, unset: str | None) -> None:
    assert shown({key: unset}) == ALWAYS


@pytest.mark.parametrize("key", ["server", "webapp", "settings_schema", "props"])
def test_a_part_that_is_null_is_not_shown(key: str) -> None:
    assert shown({key: None}) == ALWAYS


def test_empty_props_are_not_shown() -> None:
    assert shown({"props": {}}) == ALWAYS


@pytest.mark.parametrize(
    ("part", "result"),
    [
        ({"server": {}}, {"server": {"executable": ""}}),
        ({"backend": {"executable": "x"}}, {"backend": {"executable": "x"}}),
        ({"server": {"executables": {}}}, {"server": {"executable": ""}}),
        (
            {"server": {"executables": {"linux-arm64": "x"}}},
            {
                "server": {
                    "executables": {
                        "darwin-amd64": "",
                        "linux-amd64": "",
                        "linux-arm64": "x",
                        "windows-amd64": "",
                    },
                    "executable": "",
                }
            },
        ),
        ({"webapp": {"bundle_hash": "x"}}, {"webapp": {"bundle_path": ""}}),
        (
            {"settings_schema": {}},
            {"settings_schema": {"header": "", "footer": "", "settings": None}},
        ),
        (
            {"settings_schema": {"settings": []}},
            {"settings_schema": {"header": "", "footer": "", "settings": []}},
        ),
        (
            {"settings_schema": {"settings": [{}, None]}},
            {"settings_schema": {"header": "", "footer": "", "settings": [SETTING, None]}},
        ),
        ({"props": {"a": {"b": [None]}}}, {"props": {"a": {"b": [None]}}}),
    ],
)
def test_a_part_shows_its_own_keys(part: Any, result: Any) -> None:
    assert json.dumps(shown(part)) == json.dumps(ALWAYS | result)


def test_a_setting_shows_help_and_options_only_if_set() -> None:
    setting = {
        "options": [{"value": "v", "extra": 1}],
        "regenerate_help_text": "again",
        "default": {"a": [1]},
        "hosting": "cloud",
    }

    (found,) = shown({"settings_schema": {"settings": [setting]}})["settings_schema"]["settings"]

    assert list(found) == [
        *("key", "display_name", "type", "help_text", "regenerate_help_text", "placeholder"),
        *("default", "options"),
    ]
    assert found["options"] == [{"display_name": "", "value": "v"}]
    assert found["default"] == {"a": [1]}


def test_required_configuration_is_a_whole_one() -> None:
    required = {"servicesettings": {"EnablePostIconOverride": True, "Unknown": 1}, "Other": {}}

    found = shown({"required_configuration": required})["required_configuration"]

    assert found["ServiceSettings"]["EnablePostIconOverride"] is True
    assert found["ServiceSettings"]["SiteURL"] is None
    assert found["PluginSettings"]["PluginStates"] is None
    assert "Unknown" not in found["ServiceSettings"]
    assert not {"Other", "FeatureFlags"} & set(found)


def test_keys_are_found_in_any_case_and_ids_are_lower_case() -> None:
    assert parse_manifest({"ID": "Com.Example.Plugin"}).id == "com.example.plugin"


NEWER = {
    "id": "com.example",
    "server": {"executables": {"linux-amd64": "server/plugin"}},
    "backend": {"executable": "old"},
    "required_configuration": {"ServiceSettings": {}},
    "settings_schema": {
        "settings": [{"key": "Open", "type": "text", "hosting": "on-prem"}],
        "sections": [
            {
                "key": "one",
                "title": "One",
                "settings": [{"key": "Hidden", "type": "text", "secret": True}],
                "custom": True,
            },
            {"key": "two"},
        ],
    },
}


def test_newer_servers_show_sections_and_invent_no_executables() -> None:
    shown = parse_manifest(NEWER, after_5_37=True).document

    setting = SETTING | {"type": "text"}
    text = {"title": "", "subtitle": "", "header": "", "footer": ""}
    assert shown == {
        "id": "com.example",
        "name": "",
        "version": "",
        "server": {"executable": "", "executables": {"linux-amd64": "server/plugin"}},
        "settings_schema": {
            "header": "",
            "footer": "",
            "settings": [{**setting, "key": "Open", "hosting": "on-prem", "secret": False}],
            "sections": [
                {
                    **text,
                    "key": "one",
                    "title": "One",
                    "settings": [{**setting, "key": "Hidden", "hosting": "", "secret": True}],
                    "custom": True,
                    "fallback": False,
                },
                {**text, "key": "two", "settings": None, "custom": False, "fallback": False},
            ],
        },
    }


def test_without_sections_newer_servers_show_that() -> None:
    shown = parse_manifest({"settings_schema": {"header": "x"}}, after_5_37=True).document

    assert shown["settings_schema"] == {
        "header": "x",
        "footer": "",
        "settings": None,
        "sections": None,
    }


def test_release_5_37_invents_executables_and_shows_no_sections() -> None:
    shown = parse_manifest(NEWER).document

    assert list(shown["server"]["executables"]) == ["darwin-amd64", "linux-amd64", "windows-amd64"]
    assert "sections" not in shown["settings_schema"]
    assert "secret" not in shown["settings_schema"]["settings"][0]
    assert "backend" in shown


@pytest.mark.parametrize(
    "schema",
    [
        {"sections": {"key": "one"}},
        {"sections": [{"custom": "yes"}]},
        {"settings": [{"secret": 1}]},
        {"settings": [{"hosting": 1}]},
    ],
)
def test_newer_servers_reject_what_has_the_wrong_type(schema: Any) -> None:
    with pytest.raises(ManifestError):
        parse_manifest({"settings_schema": schema}, after_5_37=True)
