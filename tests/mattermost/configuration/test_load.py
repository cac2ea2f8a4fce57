"""From the stored configuration to the active one: defaults, overrides and the server's fixes."""

from collections.abc import Mapping
from typing import Any

import pytest

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import default_document
from support_packet.mattermost.configuration.load import activate

NEWER = {"CacheSettings": {"CacheType": "lru"}}
SURVEY = "com.mattermost.nps"


def active(
    stored: Mapping[str, Any],
    variables: dict[str, str] | None = None,
    custom_defaults: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the active document."""
    return activate(stored, custom_defaults or {}, variables or {})[0]


def test_nothing_stored_is_all_defaults_of_5_37() -> None:
    assert active({}) == default_document(after_5_37=False)


def test_a_complete_document_is_not_changed() -> None:
    for document in (default_document(after_5_37=False), default_document(after_5_37=True)):
        assert list(active(document)) == list(document)
        assert active(document) == document


def test_feature_flags_come_before_the_import_settings() -> None:
    stored: dict[str, Any] = {
        name: {} for name in default_document(after_5_37=False) if name != "FeatureFlags"
    }

    sections = list(active(stored))

    assert sections[-4:] == ["CloudSettings", "FeatureFlags", "ImportSettings", "ExportSettings"]


def test_a_later_release_does_not_get_keys_that_only_5_37_has() -> None:
    document = active(NEWER)

    assert lookup(document, "NotificationLogSettings") is None
    assert lookup(document, "FeatureFlags.TimedDND") is None
    assert lookup(document, "SqlSettings.MaxOpenConns") == 100


def test_every_feature_flag_of_the_newest_release_comes_last_in_its_own_spelling() -> None:
    stored = NEWER | {"FeatureFlags": {"CJKSearch": False}, "Unheard": {"Key": 1}}

    document = active(stored, {"MM_FEATUREFLAGS_ENABLEMATTERMOSTENTRY": "false"})

    assert list(document)[-1] == "FeatureFlags"
    assert document["FeatureFlags"] == default_document(after_5_37=True)["FeatureFlags"] | {
        "CJKSearch": False,
        "EnableMattermostEntry": False,
    }
    assert len(document["FeatureFlags"]) == 41


def test_a_full_document_of_an_older_release_gets_no_keys_of_the_newest() -> None:
    stored = {
        section: dict(keys)
        for section, keys in default_document(after_5_37=True).items()
        if section not in ("FeatureFlags", "AIRecapSettings", "AutoTranslationSettings")
    }
    stored["FileSettings"] = {
        key: value for key, value in stored["FileSettings"].items() if "Azure" not in key
    }
    del stored["AccessControlSettings"], stored["TeamSettings"]["LockProfileFieldsForEmailUsers"]
    del stored["SqlSettings"]["MaxOpenConns"], stored["CacheSettings"]["RedisDB"]

    document = active(stored)

    assert lookup(document, "SqlSettings.MaxOpenConns") == 100
    assert lookup(document, "CacheSettings.RedisDB") is None
    assert {"AIRecapSettings", "AccessControlSettings", "FeatureFlags"}.isdisjoint(document)


def test_order_in_which_values_win() -> None:
    stored = {"TeamSettings": {"SiteName": "stored", "MaxUsersPerTeam": None}}
    custom: dict[str, Any] = {
        "TeamSettings": {"SiteName": "custom", "MaxUsersPerTeam": 1, "CustomBrandText": "custom"},
        "PluginSettings": {"Plugins": {"github": {"Token": "custom"}}},
    }
    variables = {"MM_TEAMSETTINGS_CUSTOMBRANDTEXT": "variable"}

    document, overridden = activate(stored, custom, variables)

    assert lookup(document, "TeamSettings.SiteName") == "stored"
    assert lookup(document, "TeamSettings.MaxUsersPerTeam") == 1
    assert lookup(document, "TeamSettings.CustomBrandText") == "variable"
    assert lookup(document, "TeamSettings.MaxChannelsPerTeam") == 2000
    assert lookup(document, "PluginSettings.Plugins.github.Token") == "custom"
    assert overridden == ("TeamSettings.CustomBrandText",)


@pytest.mark.parametrize(
    ("stored", "path", "value"),
    [
        ({"LdapSettings": {"Enable": True}}, "LdapSettings.EnableSync", True),
        ({"LdapSettings": {"Enable": True, "EnableSync": False}}, "LdapSettings.EnableSync", False),
        ({"LdapSettings": {"IdAttribute": "uid"}}, "LdapSettings.LoginIdAttribute", "uid"),
        ({"LogSettings": {"EnableDiagnostics": False}}, "LogSettings.EnableSentry", False),
        ({"PluginSettings": {"Directory": ""}}, "PluginSettings.Directory", "./plugins"),
        ({"ServiceSettings": {"SessionLengthWebInDays": 2}}, "SessionLengthWebInHours", None),
        (
            {**NEWER, "ServiceSettings": {"SessionLengthWebInDays": 2}},
            "ServiceSettings.SessionLengthWebInHours",
            48,
        ),
        (NEWER, "ServiceSettings.SessionLengthSSOInHours", 720),
    ],
)
def test_defaults_that_follow_from_other_keys(
    stored: dict[str, Any], path: str, value: object
) -> None:
    assert lookup(active(stored), path) == value


@pytest.mark.parametrize(
    ("stored", "states"),
    [
        ({}, {SURVEY: {"Enable": True}}),
        ({"LogSettings": {"EnableDiagnostics": False}}, {SURVEY: {"Enable": False}}),
        (
            {"PluginSettings": {"PluginStates": {"github": {"Enable": True}}}},
            {"github": {"Enable": True}, SURVEY: {"Enable": True}},
        ),
        (
            {"PluginSettings": {"PluginStates": {SURVEY: {"Enable": False}}}},
            {SURVEY: {"Enable": False}},
        ),
        (
            {**NEWER, "PluginSettings": {"PluginStates": {"playbooks": {"Enable": False}}}},
            {
                "playbooks": {"Enable": False},
                SURVEY: {"Enable": True},
                "com.mattermost.calls": {"Enable": True},
                "mattermost-ai": {"Enable": True},
            },
        ),
    ],
)
def test_plugins_that_mattermost_enables_itself(
    stored: dict[str, Any], states: dict[str, Any]
) -> None:
    assert lookup(active(stored), "PluginSettings.PluginStates") == states


def test_what_one_document_says_does_not_change_the_next() -> None:
    active({"LogSettings": {"EnableDiagnostics": False}, "LdapSettings": {"Enable": True}})

    assert active({}) == default_document(after_5_37=False)


@pytest.mark.parametrize(
    ("path", "given", "fixed"),
    [
        ("ServiceSettings.SiteURL", "https://chat.example.com//", "https://chat.example.com"),
        ("FileSettings.Directory", "/data", "/data/"),
        ("FileSettings.Directory", "/data//", "/data//"),
        ("FileSettings.Directory", "", ""),
        ("LocalizationSettings.DefaultServerLocale", "de", "de"),
        ("LocalizationSettings.DefaultServerLocale", "tlh", "en"),
        ("LocalizationSettings.DefaultServerLocale", "vi", "en"),
        ("LocalizationSettings.DefaultClientLocale", "DE", "en"),
        ("LocalizationSettings.AvailableLocales", "de,fr", "de,fr,en"),
        ("LocalizationSettings.AvailableLocales", "en,de,en", "en,de"),
        ("LocalizationSettings.AvailableLocales", "en,tlh", ""),
    ],
)
def test_fixes_after_the_environment(path: str, given: str, fixed: str) -> None:
    section, name = path.split(".")

    assert lookup(active({section: {name: given}}), path) == fixed
    assert lookup(active({}, {f"MM_{section}_{name}".upper(): given}), path) == fixed


def test_a_remote_directory_does_not_get_a_slash() -> None:
    stored = {"FileSettings": {"DriverName": "amazons3", "Directory": "data"}}

    assert lookup(active(stored), "FileSettings.Directory") == "data"


@pytest.mark.parametrize(
    ("settings", "locale"),
    [
        ({"DefaultClientLocale": "vi"}, "vi"),
        ({"DefaultClientLocale": "tlh"}, "en"),
        ({"DefaultClientLocale": "tlh", "EnableExperimentalLocales": True}, "tlh"),
    ],
)
def test_a_later_release_knows_other_languages(settings: dict[str, Any], locale: str) -> None:
    document = active({**NEWER, "LocalizationSettings": settings})

    assert lookup(document, "LocalizationSettings.DefaultClientLocale") == locale
