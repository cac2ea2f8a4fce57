"""The table of keys: complete, consistent, and right about releases."""

import pytest

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import (
    default_document,
    is_after_5_37,
    is_known,
    known_keys,
    known_sections,
    release_keys,
)


def test_it_has_the_keys_of_the_oldest_and_the_newest_release() -> None:
    keys = known_keys().values()

    stored_in_5 = [
        key for key in keys if key.path_in_5 and not key.path.startswith("FeatureFlags.")
    ]
    assert len(stored_in_5) == 496
    assert sum(bool(key.newest_path) for key in keys) == 693


def test_every_default_has_its_keys_type() -> None:
    for key in known_keys().values():
        for default in (key.default_in_5, key.default_later):
            assert default is None or key.kind.fits(default), key.path


def test_every_key_of_5_37_has_a_default() -> None:
    for key in known_keys().values():
        assert not key.path_in_5 or key.default_in_5 is not None, key.path


def test_few_keys_of_the_newest_release_have_an_unknown_default() -> None:
    unknown = {
        key.path for key in known_keys().values() if key.newest_path and key.default_later is None
    }

    assert unknown == {
        "AccessControlSettings.SyncJobIntervalSeconds",
        "AccessControlSettings.AttributeRefreshIntervalSeconds",
    }


def test_no_key_is_also_a_section() -> None:
    assert not set(known_keys()) & set(known_sections())


@pytest.mark.parametrize(
    ("path", "default"),
    [
        ("SqlSettings.MaxIdleConns", 20),
        ("SqlSettings.AtRestEncryptKey", ""),
        ("ServiceSettings.TrustedProxyIPHeader", ["X-Forwarded-For", "X-Real-IP"]),
        ("MessageExportSettings.GlobalRelaySettings.CustomerType", "A9"),
        ("FeatureFlags.CollapsedThreads", True),
        ("ElasticsearchSettings.Backend", None),
    ],
)
def test_defaults_of_5_37(path: str, default: object) -> None:
    assert lookup(default_document(after_5_37=False), path) == default


@pytest.mark.parametrize(
    ("path", "default"),
    [
        ("SqlSettings.MaxIdleConns", 50),
        ("SqlSettings.ConnMaxLifetimeMilliseconds", 3600000),
        ("ElasticsearchSettings.Backend", "elasticsearch"),
        ("NotificationLogSettings", None),
        ("FeatureFlags.CollapsedThreads", None),
        ("FeatureFlags.CJKSearch", True),
        ("CacheSettings.RedisAddress", ""),
        ("CacheSettings.RedisDB", -1),
        ("AIRecapSettings.DefaultLimits.MaxTokensPerRecap", 100000),
        ("ServiceSettings.CollapsedThreads", "always_on"),
        ("ServiceSettings.EnableOAuthServiceProvider", True),
        ("TeamSettings.MaxNotificationsPerChannel", 1000),
        ("ElasticsearchSettings.LiveIndexingBatchSize", 10),
        ("ExperimentalAuditSettings.FileMaxSizeMB", None),
    ],
)
def test_defaults_of_the_newest_release(path: str, default: object) -> None:
    assert lookup(default_document(after_5_37=True), path) == default


def test_each_release_spells_in_its_own_way() -> None:
    assert "ConnectionUrl" in default_document(after_5_37=False)["ElasticsearchSettings"]
    assert "ConnectionURL" in default_document(after_5_37=True)["ElasticsearchSettings"]


def test_a_document_shows_its_release() -> None:
    assert not is_after_5_37({})
    assert not is_after_5_37(default_document(after_5_37=False))
    assert not is_after_5_37({"ElasticsearchSettings": {"ConnectionURL": "", "Unheard": 1}})
    assert not is_after_5_37({"CacheSettings": {"RedisDB": None}})
    assert is_after_5_37({"cachesettings": {"redisdb": 0}})
    assert is_after_5_37(default_document(after_5_37=True))


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("SqlSettings", True),
        ("sqlsettings.DATASOURCE", True),
        ("AutoTranslationSettings.LibreTranslate", True),
        ("SqlSettings.ReplicaLagSettings.DataSource", True),
        ("SqlSettings.DataSourceX", False),
        ("", False),
        ("SqlSettings.", False),
    ],
)
def test_a_path_is_known_or_not(path: str, *, known: bool) -> None:
    assert is_known(path) is known


def test_types_are_certain_only_where_a_server_wrote_them() -> None:
    of_5 = {key.path for key in release_keys(after_5_37=False)}
    shared = {key.path for key in release_keys(after_5_37=True)}

    assert shared < of_5
    assert "NotificationLogSettings.EnableFile" in of_5 - shared
    assert "ElasticsearchSettings.Backend" not in of_5
