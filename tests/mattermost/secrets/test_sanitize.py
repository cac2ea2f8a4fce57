"""Secrets of the configuration, masked by their place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.configuration.known_keys import known_keys
from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.secrets.sanitize import Sanitized, sanitize
from support_packet.mattermost.secrets.sensitive_keys import (
    LOGGING_DOCUMENTS,
    MASK,
    OPEN_MAPS,
    PLUGIN_SETTINGS,
    SECRET_KEYS,
)

NO_PLUGINS = Manifests(active=(), inactive=(), problems=())


def at(path: str, value: Any) -> dict[str, Any]:
    """Return the document that holds `value` at `path`."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return dict(value)


def shown_at(path: str, sanitized: Sanitized) -> Any:
    """Return what `sanitized` shows at `path`."""
    value: Any = sanitized.document
    for name in path.split("."):
        value = value[name]
    return value


def mask_at(path: str, value: Any) -> Any:
    """Return what is shown of `value` where it is the only value of a configuration."""
    return shown_at(path, sanitize(at(path, value), NO_PLUGINS))


VALUES: dict[str, Any] = {
    "text": "Plain value 7",
    "flag": True,
    "number": 30,
    "texts": ["one", "two"],
    "mapping": {},
    "document": {},
    "list": [],
}


@for_each("path", sorted(key.path for key in known_keys().values()))
def test_a_known_key_stays_unless_it_is_reviewed_as_secret(path: str) -> None:
    value = VALUES[known_keys()[path.lower()].kind.label]
    secret = path.lower() in SECRET_KEYS
    masked = [MASK] * len(value) if isinstance(value, list) else MASK

    assert mask_at(path, value) == (masked if secret else value)


@for_each("path", sorted(SECRET_KEYS))
@for_each("spelling", [str.lower, str.upper, str.title])
def test_a_secret_key_is_masked_in_any_spelling(path: str, spelling: Any) -> None:
    assert mask_at(spelling(path), "hunter2x") == MASK


@for_each("path", sorted(SECRET_KEYS | LOGGING_DOCUMENTS | {PLUGIN_SETTINGS}))
@for_each("unset", ["", None, [], {}])
def test_an_unset_secret_stays_unset(path: str, unset: Any) -> None:
    assert mask_at(path, unset) == unset


@for_each("path", sorted(SECRET_KEYS | LOGGING_DOCUMENTS | {"Unknown.Key"}))
def test_a_stored_mask_is_reported(path: str) -> None:
    sanitized = sanitize(at(path, MASK), NO_PLUGINS)

    assert sanitized.stored_masks == (path,)
    assert sanitized.secrets == frozenset()


def test_the_password_inside_a_data_source_is_a_separate_secret() -> None:
    source = "postgres://mm:p%40ss-word@db/mm"

    sanitized = sanitize(at("SqlSettings.DataSourceReplicas", [source, ""]), NO_PLUGINS)

    assert shown_at("SqlSettings.DataSourceReplicas", sanitized) == [MASK, ""]
    assert {source, "p@ss-word"} <= sanitized.secrets


@pytest.mark.parametrize(
    ("driver", "source", "shown"),
    [
        ("postgres", "postgres://mm:secret-pw@db:5432/chat", "postgres://****:****@db:5432/chat"),
        ("mysql", "u:secret-pw@tcp(db)/mm", "****:****@tcp(db)/mm"),
        ("postgres", "u:secret-pw@tcp(db)/mm", MASK),
        ("sqlite3", "secret-pw.db", MASK),
    ],
)
def test_a_data_source_of_the_servers_driver_shows_where_the_database_is(
    driver: str, source: str, shown: str
) -> None:
    lag = {"DataSource": source, "QueryAbsoluteLag": "select 1"}
    settings = {
        "DriverName": driver,
        "DataSource": source,
        "DataSourceReplicas": [source, ""],
        "ReplicaLagSettings": [lag],
    }

    sanitized = sanitize({"SqlSettings": settings}, NO_PLUGINS)

    assert sanitized.document["SqlSettings"] == {
        "DriverName": driver,
        "DataSource": shown,
        "DataSourceReplicas": [shown, ""],
        "ReplicaLagSettings": [{"DataSource": shown, "QueryAbsoluteLag": "select 1"}],
    }
    assert source in sanitized.secrets


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("LdapSettings.Pasword", "hunter2x", MASK),
        ("LdapSettings.Pasword", 12345678, 12345678),
        ("LdapSettings.NewFlag", True, True),
        ("LdapSettings.NewNumber", 7, 7),
        ("LdapSettings.NewText", "x", MASK),
        ("NewSettings.Enable", False, False),
        ("NewSettings.Inner", {"Deep": ["a", 1, {"X": "y"}]}, {"Deep": [MASK, 1, {"X": MASK}]}),
        ("NewSettings.Tokens", {"Deep": 1}, MASK),
        ("NewSettings.Map", {"sk live:abc": "x"}, MASK),
    ],
)
def test_a_key_no_release_knows_shows_numbers_and_flags_only(
    path: str, value: Any, shown: Any
) -> None:
    assert mask_at(path, value) == shown


@pytest.mark.parametrize("path", sorted(OPEN_MAPS - {"featureflags"}))
def test_a_map_of_harmless_values_stays(path: str) -> None:
    value = {"com.mattermost.nps": {"Enable": True, "Note": "as it is"}}

    assert mask_at(path, value) == value


def test_feature_flags_stay() -> None:
    flags = {"PluginIncidentManagement": "1.14.3", "TestBoolFeature": False, "ApiToken": "hunter2x"}

    shown = sanitize({"FeatureFlags": flags}, NO_PLUGINS).document["FeatureFlags"]

    assert shown == {**flags, "ApiToken": MASK}


def test_credentials_in_a_harmless_address_are_masked() -> None:
    shown = mask_at("ElasticsearchSettings.ConnectionUrl", "https://elastic:hunter2x@es:9200")

    assert shown == f"https://{MASK}@es:9200"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner),
    max_leaves=12,
)


# Hypothesis likes to try words of the source; no section of any release begins with this one.
SECTIONS = st.text(max_size=20).map("unheard-of ".__add__)


@given(st.dictionaries(SECTIONS, JSON, max_size=6))
def test_any_document_is_sanitized_and_no_text_of_it_is_left(document: dict[str, Any]) -> None:
    shown = sanitize(document, NO_PLUGINS).document

    assert list(shown) == list(document)
    for text in texts(list(document.values())) - {""}:
        assert text not in texts(list(shown.values())) - {MASK}


def texts(value: Any) -> set[str]:
    """Return every text that is a value in `value`."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {text for item in value for text in texts(item)}
    return {value} if isinstance(value, str) else set()
