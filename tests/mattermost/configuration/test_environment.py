"""Overrides from the environment, by the rules of Mattermost's Go code."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.environment import (
    apply_environment,
    mattermost_variables,
)
from support_packet.mattermost.configuration.known_keys import default_document, known_keys
from support_packet.mattermost.configuration.value_kinds import Kind

DEFAULTS = default_document(after_5_37=False)
STATES = {"github": {"Enable": True}}


def overridden(variables: dict[str, str], document: Mapping[str, Any] = DEFAULTS) -> dict[str, Any]:
    """Return the values that `variables` set, by path."""
    active, paths = apply_environment(document, variables)
    return {path: lookup(active, path) for path in paths}


@for_each(
    ("name", "text", "path", "value"),
    [
        ("MM_SQLSETTINGS_DATASOURCE", "a b=c", "SqlSettings.DataSource", "a b=c"),
        ("MM_SERVICESETTINGS_SITEURL", "", "ServiceSettings.SiteURL", ""),
        ("MM_EMAILSETTINGS_SMTPPORT", "25", "EmailSettings.SMTPPort", "25"),
        ("MM_LOGSETTINGS_ENABLEFILE", "f", "LogSettings.EnableFile", False),
        ("MM_LOGSETTINGS_ENABLECOLOR", "T", "LogSettings.EnableColor", True),
        ("MM_LOGSETTINGS_ENABLECOLOR", "1", "LogSettings.EnableColor", True),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "-007", "SqlSettings.QueryTimeout", -7),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "+7", "SqlSettings.QueryTimeout", 7),
        ("MM_FILESETTINGS_MAXFILESIZE", str(2**63 - 1), "FileSettings.MaxFileSize", 2**63 - 1),
        ("MM_SQLSETTINGS_DATASOURCEREPLICAS", "a b", "SqlSettings.DataSourceReplicas", ["a", "b"]),
        ("MM_SQLSETTINGS_DATASOURCEREPLICAS", "a,b", "SqlSettings.DataSourceReplicas", ["a,b"]),
        ("MM_SQLSETTINGS_DATASOURCEREPLICAS", "", "SqlSettings.DataSourceReplicas", [""]),
        ("MM_SQLSETTINGS_DATASOURCEREPLICAS", " a", "SqlSettings.DataSourceReplicas", ["", "a"]),
        (
            "MM_MESSAGEEXPORTSETTINGS_GLOBALRELAYSETTINGS_SMTPPASSWORD",
            "pw",
            "MessageExportSettings.GlobalRelaySettings.SmtpPassword",
            "pw",
        ),
        (
            "MM_PLUGINSETTINGS_PLUGINSTATES",
            '{"github": {"Enable": true}}',
            "PluginSettings.PluginStates",
            STATES,
        ),
        ("MM_PLUGINSETTINGS_PLUGINS", "{}", "PluginSettings.Plugins", {}),
        ("MM_FEATUREFLAGS_COLLAPSEDTHREADS", "false", "FeatureFlags.CollapsedThreads", False),
        ("MM_FEATUREFLAGS_PLUGINAPPS", "true", "FeatureFlags.PluginApps", "true"),
        ("MM_CACHESETTINGS_REDISDB", "3", "CacheSettings.RedisDB", 3),
        ("MM_ELASTICSEARCHSETTINGS_CONNECTIONURL", "u", "ElasticsearchSettings.ConnectionUrl", "u"),
        ("MM_LOGSETTINGS_ADVANCEDLOGGINGJSON", "[1]", "LogSettings.AdvancedLoggingJSON", [1]),
        ("MM_SERVICESETTINGS_SITEURL_AND_MORE", "x", "ServiceSettings.SiteURL", "x"),
    ],
)
def test_a_variable_sets_its_key(name: str, text: str, path: str, value: object) -> None:
    assert overridden({name: text}) == {path: value}


@for_each(
    ("name", "text"),
    [
        ("MM_LOGSETTINGS_ENABLEFILE", "yes"),
        ("MM_LOGSETTINGS_ENABLEFILE", "tRUE"),
        ("MM_LOGSETTINGS_ENABLEFILE", ""),
        ("MM_LOGSETTINGS_ENABLEFILE", " true"),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "1.0"),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "0x10"),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "1_000"),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "\u0663"),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", str(2**63)),
        ("MM_SQLSETTINGS_QUERYTIMEOUT", "9" * 5000),
        ("MM_PLUGINSETTINGS_PLUGINSTATES", "[]"),
        ("MM_PLUGINSETTINGS_PLUGINSTATES", "{"),
        ("MM_LOGSETTINGS_ADVANCEDLOGGINGJSON", "{"),
        ("MM_SQLSETTINGS_REPLICALAGSETTINGS", "[]"),
        ("MM_SERVICESETTINGS_RESTRICTPOSTDELETE", "x"),
        ("MM_FEATUREFLAGS_UNHEARD", "true"),
        ("MM_SQLSETTINGS", "x"),
        ("MM_SQLSETTINGS_", "x"),
        ("MM_SQLSETTINGS_UNHEARD", "x"),
        ("MM_SQLSETTINGS.DATASOURCE", "x"),
        ("MM__SQLSETTINGS_DATASOURCE", "x"),
        ("MM_MM_SQLSETTINGS_DATASOURCE", "x"),
        ("MMSQLSETTINGS_DATASOURCE", "x"),
        ("MM_CONFIG", "x"),
        ("MM_", "x"),
        ("MM", "x"),
    ],
)
def test_what_go_ignores_is_ignored(name: str, text: str) -> None:
    assert apply_environment(DEFAULTS, {name: text}) == (DEFAULTS, ())


def test_an_unknown_key_keeps_its_type() -> None:
    document = {"New": {"Flag": False, "Number": 1, "Texts": ["a"], "Map": {}, "Fraction": 1.5}}
    names = ("FLAG", "NUMBER", "TEXTS", "MAP", "FRACTION")

    found = overridden({f"MM_NEW_{name}": "1" for name in names}, document)

    assert found == {"New.Flag": True, "New.Number": 1, "New.Texts": ["1"]}


def test_an_absent_section_is_made() -> None:
    assert apply_environment({}, {"MM_SQLSETTINGS_TRACE": "true"})[0] == {
        "SqlSettings": {"Trace": True}
    }


def test_the_stored_spelling_is_kept() -> None:
    document = {"sqlsettings": {"dataSource": "a"}}

    assert apply_environment(document, {"MM_SQLSETTINGS_DATASOURCE": "b"}) == (
        {"sqlsettings": {"dataSource": "b"}},
        ("sqlsettings.dataSource",),
    )


def test_a_stored_value_corrects_a_type_of_the_client() -> None:
    document = {"MessageExportSettings": {"GlobalRelaySettings": {"CustomSMTPPort": "25"}}}
    variables = {"MM_MESSAGEEXPORTSETTINGS_GLOBALRELAYSETTINGS_CUSTOMSMTPPORT": "26"}

    active, _ = apply_environment(document, variables)

    assert lookup(active, "MessageExportSettings.GlobalRelaySettings.CustomSMTPPort") == "26"


def test_the_exact_name_wins() -> None:
    variables = {
        "MM_SERVICESETTINGS_SITEURL": "exact",
        "MM_SERVICESETTINGS_SITEURL_OLD": "more",
        "MM_SERVICESETTINGS_SITEURL_A_B": "most",
    }

    assert overridden(variables) == {"ServiceSettings.SiteURL": "exact"}


def test_a_later_release_takes_any_feature_flag() -> None:
    variables = {
        "MM_FEATUREFLAGS_CALLSENABLED": "true",
        "MM_FEATUREFLAGS_VARIANT": "1",
        "MM_FEATUREFLAGS_COLLAPSEDTHREADS": "0",
    }

    assert overridden(variables, default_document(after_5_37=True)) == {
        "FeatureFlags.CALLSENABLED": True,
        "FeatureFlags.CollapsedThreads": False,
        "FeatureFlags.VARIANT": "1",
    }


def test_the_document_that_is_given_is_left_alone() -> None:
    document: dict[str, Any] = {"PluginSettings": {"Plugins": {"a": {}}}}

    apply_environment(document, {"MM_PLUGINSETTINGS_PLUGINS": "{}", "MM_SQLSETTINGS_TRACE": "1"})

    assert document == {"PluginSettings": {"Plugins": {"a": {}}}}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PATHS_OF_TEXTS = [
    key.path
    for key in known_keys().values()
    if key.kind is Kind.TEXT and key.overridable and key.path_in_5
]


def test_variables_begin_with_mm_in_any_case() -> None:
    environment = {"mm_config": "a", "MMX": "b", "XMM_CONFIG": "c", "M": "d", "Mm_License": "e"}

    assert mattermost_variables(environment) == {"MM_CONFIG": "a", "MMX": "b", "MM_LICENSE": "e"}


def test_invalid_utf_8_is_replaced() -> None:
    assert mattermost_variables({"MM_X": "a\udcffé"}) == {"MM_X": "a\ufffdé"}


@given(st.dictionaries(st.sampled_from(PATHS_OF_TEXTS), TEXTS))
def test_every_text_arrives_verbatim(values: dict[str, str]) -> None:
    variables = {f"MM_{path.replace('.', '_').upper()}": text for path, text in values.items()}

    active, paths = apply_environment(DEFAULTS, variables)

    assert paths == tuple(sorted(values))
    assert {path: lookup(active, path) for path in paths} == values


@given(st.dictionaries(st.text("MLOGSETINFABCR_.\0é"), TEXTS))
def test_applying_twice_is_applying_once(variables: dict[str, str]) -> None:
    named = {f"MM_{name}": text for name, text in variables.items()}

    once = apply_environment(DEFAULTS, named)

    assert apply_environment(once[0], named) == once


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PLUGINSTATES", '{"github": {"Enable": "yes"}}'),
        ("PLUGINSTATES", '{"github": {"Enable": 1}}'),
        ("PLUGINSTATES", '{"github": true}'),
        ("PLUGINSTATES", '["github"]'),
        ("PLUGINSTATES", "github"),
        ("PLUGINS", '{"github": "token"}'),
        ("PLUGINS", '{"github": ["token"]}'),
        ("PLUGINS", "{}}"),
    ],
)
def test_a_map_of_the_wrong_type_is_ignored(name: str, text: str) -> None:
    assert overridden({f"MM_PLUGINSETTINGS_{name}": text}, DEFAULTS) == {}


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("PLUGINSTATES", "PluginStates", {"github": {"Enable": True}, "jira": None}),
        ("PLUGINSTATES", "PluginStates", {"github": {"enable": False}}),
        ("PLUGINS", "Plugins", {"github": {"token": "x", "count": 1}, "jira": None}),
    ],
)
def test_a_map_of_the_right_type_replaces_the_whole(
    name: str, path: str, value: dict[str, Any]
) -> None:
    changed = overridden({f"MM_PLUGINSETTINGS_{name}": json.dumps(value)}, DEFAULTS)

    assert changed == {f"PluginSettings.{path}": value}


def test_a_key_of_the_newest_release_that_the_document_lacks_is_set() -> None:
    variables = {
        "MM_FILESETTINGS_AZURESSL": "false",
        "MM_AIRECAPSETTINGS_DEFAULTLIMITS_MAXTOKENSPERRECAP": "7",
        "MM_TEAMSETTINGS_LOCKPROFILEFIELDSFOREMAILUSERS": "all",
        "MM_FEATUREFLAGS_CJKSEARCH": "0",
    }

    assert overridden(variables, {"CacheSettings": {"CacheType": "lru"}}) == {
        "FileSettings.AzureSSL": False,
        "AIRecapSettings.DefaultLimits.MaxTokensPerRecap": 7,
        "TeamSettings.LockProfileFieldsForEmailUsers": "all",
        "FeatureFlags.CJKSearch": False,
    }
