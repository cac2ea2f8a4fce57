"""What a manifest's values may be, and the types of its settings."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import ManifestError
from support_packet.mattermost.go import json as go_json
from support_packet.mattermost.go import yaml as go_yaml
from support_packet.mattermost.manifests.manifest import parse_manifest

SETTING = {
    "key": "010",
    "display_name": "",
    "type": "bool",
    "help_text": "",
    "placeholder": "",
    "default": True,
}


def setting_types(schema: Any) -> Any:
    return parse_manifest({"settings_schema": schema}).setting_types


def test_settings_have_their_declared_types() -> None:
    settings = [{"key": "Token", "type": "generated"}, {"key": "Mode", "type": "dropdown"}]

    assert setting_types({"settings": settings}) == {"token": "generated", "mode": "dropdown"}


def test_settings_of_sections_have_types_too() -> None:
    sections = [{"settings": [{"key": "Level", "type": "number"}]}, {"settings": None}, {}]

    assert setting_types({"sections": sections}) == {"level": "number"}


@pytest.mark.parametrize("flag", [True, "true", 1])
def test_a_setting_that_is_declared_secret_is_a_secret(flag: Any) -> None:
    assert setting_types({"settings": [{"key": "A", "type": "bool", "secret": flag}]}) == {
        "a": "secret"
    }


def test_a_setting_that_is_not_declared_secret_is_of_its_type() -> None:
    assert setting_types({"settings": [{"key": "A", "type": "bool", "secret": False}]}) == {
        "a": "bool"
    }


def test_a_setting_declared_twice_and_differently_is_a_secret() -> None:
    settings = [{"key": "A", "type": "text"}, {"key": "a", "type": "bool"}]

    assert setting_types({"settings": settings}) == {"a": "secret"}


@pytest.mark.parametrize("sections", ["x", 7, [None, 7, []], {"settings": []}])
def test_invalid_sections_have_no_settings(sections: Any) -> None:
    assert setting_types({"sections": sections}) == {}


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ([], "the manifest is not an object"),
        ("text", "the manifest is not an object"),
        ({"version": 1.5}, "version of the manifest is not a string"),
        ({"id": ["x"]}, "id of the manifest is not a string"),
        ({"server": "x"}, "server is not an object"),
        (
            {"server": {"executables": {"linux-amd64": 1}}},
            "linux-amd64 of executables is not a string",
        ),
        ({"props": []}, "props is not an object"),
        ({"settings_schema": {"settings": {}}}, "settings of settings_schema is not a list"),
        ({"settings_schema": {"settings": ["x"]}}, "settings is not an object"),
        ({"settings_schema": {"settings": [{"key": True}]}}, "key of settings is not a string"),
    ],
)
def test_a_wrong_type_is_an_error(document: Any, reason: str) -> None:
    with pytest.raises(ManifestError, match=rf"\A{reason}\Z"):
        parse_manifest(document)


def test_yaml_shows_texts_as_written_and_values_as_meant() -> None:
    content = b"""
id: Example
version: 1.10
name: on
settings_schema:
  settings:
    - {key: 010, type: bool, default: on}
props: {a: {b: 1.10, c: [~, off]}}
"""

    manifest = parse_manifest(go_yaml.load(content))

    assert manifest.document == {
        "id": "example",
        "name": "on",
        "version": "1.10",
        "settings_schema": {
            "header": "",
            "footer": "",
            "settings": [SETTING],
        },
        "props": {"a": {"b": 1.1, "c": [None, False]}},
    }
    assert manifest.setting_types == {"010": "bool"}


KEYS = ["id", "Server", "settings_schema", "settings", "sections", "key", "type", "props"]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JUNK)
def test_any_document_gives_a_manifest_or_an_error(document: Any) -> None:
    try:
        manifest = parse_manifest(document)
    except ManifestError:
        return

    json.loads(go_json.dump(manifest.document))
    assert all(isinstance(kind, str) for kind in manifest.setting_types.values())
