"""Settings of plugins and of advanced logging, masked by what is known of their keys."""

import json
from typing import Any

import pytest

from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.manifests.manifest import Manifest
from support_packet.mattermost.secrets.sanitize import sanitize
from support_packet.mattermost.secrets.sensitive_keys import LOGGING_DOCUMENTS, MASK

NO_PLUGINS = Manifests(active=(), inactive=(), problems=())


def plugin(**types: str) -> Manifests:
    """Return the manifests of a server whose one plugin declares `types`."""
    manifest = Manifest(id="com.example", document={}, setting_types=types)
    return Manifests(active=(manifest,), inactive=(), problems=())


def plugins(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the configuration that holds the plugins' `settings`."""
    return {"PluginSettings": {"Plugins": settings}}


def shown_logging(text: str) -> Any:
    """Return what is shown of the text as the setting of advanced logging."""
    document = {"LogSettings": {"AdvancedLoggingConfig": text}}
    return sanitize(document, NO_PLUGINS).document["LogSettings"]["AdvancedLoggingConfig"]


def test_only_declared_harmless_settings_of_a_plugin_stay() -> None:
    manifests = plugin(flag="bool", count="number", pick="dropdown", text="text", key="secret")
    settings = {
        "Flag": True, "COUNT": 7, "pick": "a", "text": "t-value-1", "key": "k-value-1",
        "own": {"nested": ["n-value-1"]}, "unset": "", "flag2": False, "stored": MASK,
    }  # fmt: skip
    document = plugins({"Com.Example": settings})

    sanitized = sanitize(document, manifests)

    shown = sanitized.document["PluginSettings"]["Plugins"]["Com.Example"]
    assert shown == {
        "Flag": True, "COUNT": 7, "pick": "a", "text": MASK, "key": MASK,
        "own": MASK, "unset": "", "flag2": False, "stored": MASK,
    }  # fmt: skip
    assert sanitized.secrets == {"k-value-1"}


def test_what_looks_like_a_credential_is_searched_for_under_any_name_of_a_plugin() -> None:
    own = {"nested": ["7fQ2mZx9Lk4TbR8wVn1Y"]}
    document = plugins({"com.example": {"text": "aG4k9WmQ2xZ7pL5tRb8C", "own": own}})

    sanitized = sanitize(document, plugin(text="text"))

    assert sanitized.secrets == {"aG4k9WmQ2xZ7pL5tRb8C", "7fQ2mZx9Lk4TbR8wVn1Y"}


def test_a_harmless_type_hides_no_nested_value() -> None:
    document = plugins({"com.example": {"flag": {"deep": "secret-1"}}})

    sanitized = sanitize(document, plugin(flag="bool"))

    assert sanitized.document["PluginSettings"]["Plugins"]["com.example"] == {"flag": MASK}


def test_the_default_that_a_manifest_publishes_is_masked_and_no_secret() -> None:
    shown = {"settings_schema": {"settings": [{"key": "host", "default": "localhost:3310"}]}}
    manifest = Manifest(id="com.example", document=shown, setting_types={"host": "text"})
    manifests = Manifests(active=(manifest,), inactive=(), problems=())

    sanitized = sanitize(plugins({"com.example": {"host": "localhost:3310"}}), manifests)

    assert sanitized.document["PluginSettings"]["Plugins"]["com.example"] == {"host": MASK}
    assert sanitized.secrets == frozenset()


def test_a_plugin_without_manifest_is_masked_whole() -> None:
    document = plugins({"other": {"flag": True, "key": "o-value-1"}})

    sanitized = sanitize(document, plugin(flag="bool"))

    assert sanitized.document["PluginSettings"]["Plugins"] == {"other": MASK}
    assert "o-value-1" in sanitized.secrets


LOGGING: dict[str, Any] = {
    "remote": {
        "Type": "tcp",
        "Options": {"Host": "logs.example.com", "Port": 6514, "TLS": True, "ApiKey": "k-value-1"},
        "Levels": [{"ID": 5, "Name": "debug"}],
        "Extra": "x9Value1Zq7Lk4TbR8w",
    }
}


@pytest.mark.parametrize("path", sorted(LOGGING_DOCUMENTS))
@pytest.mark.parametrize("as_text", [True, False])
def test_advanced_logging_keeps_what_support_needs(path: str, as_text: bool) -> None:
    section, key = path.split(".")
    document = {section: {key: json.dumps(LOGGING) if as_text else LOGGING}}

    sanitized = sanitize(document, NO_PLUGINS)

    shown = sanitized.document[section][key]
    target = (json.loads(shown) if as_text else shown)["remote"]
    assert target["Options"] == {**LOGGING["remote"]["Options"], "ApiKey": MASK}
    assert target["Levels"] == LOGGING["remote"]["Levels"]
    assert target["Extra"] == MASK
    assert {"k-value-1", "x9Value1Zq7Lk4TbR8w"} <= sanitized.secrets


def test_advanced_logging_that_is_a_file_name_stays() -> None:
    assert shown_logging("logging.json") == "logging.json"


def test_broken_advanced_logging_is_masked() -> None:
    assert shown_logging('{"a": "b') == MASK


def test_a_secret_in_json_in_json_is_known() -> None:
    inner = json.dumps({"services": [{"apiKey": "s-value-1"}]})
    document = plugins({"other": {"config": json.dumps({"ai": inner})}})
    logged = {"LogSettings": {"AdvancedLoggingJSON": json.dumps(json.dumps({"key": "s-value-2"}))}}

    sanitized = sanitize(document | logged, NO_PLUGINS)

    assert {"s-value-1", "s-value-2"} <= sanitized.secrets
    assert sanitized.document["LogSettings"]["AdvancedLoggingJSON"] == MASK
