"""A server of the newest release: all its keys, its tables, and nothing masked without a reason."""

import json
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
import yaml
from support.archive.entries import read
from support.distributions.loading import PATIENT
from support.distributions.packets import packet_of
from support.servers.databases import EmptyDatabase

from demo import tables
from demo.database import fill_tables
from support_packet.host.discovery.collectors import load_collectors
from support_packet.mattermost.configuration.document import lookup, replaced
from support_packet.mattermost.configuration.known_keys import known_keys
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.secrets.sensitive_keys import MASK
from support_packet.testing import find_secrets

PAGE = Path(__file__).parents[2] / "docs/redaction.md"
NOW = datetime(2026, 11, 22, 14, 18, tzinfo=UTC)

MASKED_BY_THE_NEWEST_SERVER = {
    "AutoTranslationSettings.LibreTranslate.APIKey",
    "CacheSettings.RedisPassword",
    "ElasticsearchSettings.Password",
    "EmailSettings.SMTPPassword",
    "FileSettings.AmazonS3SecretAccessKey",
    "FileSettings.AzureAccessKey",
    "FileSettings.ExportAmazonS3SecretAccessKey",
    "FileSettings.ExportAzureAccessKey",
    "FileSettings.PublicLinkSalt",
    "GitLabSettings.Secret",
    "GoogleSettings.Secret",
    "LdapSettings.BindPassword",
    "MessageExportSettings.GlobalRelaySettings.SMTPPassword",
    "Office365Settings.Secret",
    "OpenIdSettings.Secret",
    "ServiceSettings.GiphySdkKey",
    "ServiceSettings.GoogleDeveloperKey",
    "ServiceSettings.SplitKey",
    "SqlSettings.AtRestEncryptKey",
}
"""But for data sources, of which it masks the login."""

REVIEWED = dict(
    re.findall(r"^\| `(\w+Settings\.[\w.]+)` \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
)
DATA_SOURCES = ("DataSource", "DataSourceReplicas", "DataSourceSearchReplicas")
NEEDED = {
    "SqlSettings.DriverName": "postgres",
    "PluginSettings.Directory": "./plugins",
    "LogSettings.FileLocation": "./logs",
    "LogSettings.AdvancedLoggingJSON": {},
    "ExperimentalAuditSettings.AdvancedLoggingJSON": {},
    "LocalizationSettings.DefaultServerLocale": "de",
    "LocalizationSettings.DefaultClientLocale": "de",
    "LocalizationSettings.AvailableLocales": "de",
    "ServiceSettings.ListenAddress": "127.0.0.1:1",
    "PluginSettings.PluginStates": {"com.example": {"Enable": True}},
    "PluginSettings.Plugins": {},
    "ImageProxySettings.ImageProxyType": "local",
    "ContentFlaggingSettings.NotificationSettings.EventTargetMapping": {
        event: ["reviewers"] for event in ("assigned", "dismissed", "flagged", "removed")
    },
}
OFF = {"LdapSettings.Enable", "LdapSettings.EnableSync"} | {
    f"ElasticsearchSettings.Enable{name}" for name in ("Indexing", "Searching", "Autocomplete")
}


def value_of(path: str, kind: str, number: int) -> Any:
    """Return a value that no other key has, and that looks like no secret."""
    texts = f"plain value {number}"
    by_kind: dict[str, Any] = {
        "text": texts,
        "texts": [texts, f"another value {number}"],
        "flag": path not in OFF,
        "number": 100_000 + number,
        "mapping": {},
        "list": [],
        "document": {},
    }
    return NEEDED.get(path, by_kind[kind])


def planted() -> dict[str, str]:
    """Return a secret for each key that holds one, and that is not a data source."""
    return {
        key.newest_path: f"Zq81{number:03}xVbn{number * 7919 % 100_000:05}Kd!"
        for number, key in enumerate(known_keys().values())
        if key.secret and key.newest_path and not key.path.startswith("SqlSettings.DataSource")
    }


def document_of(source: str) -> dict[str, Any]:
    """Return a configuration of all keys of the newest release."""
    document: dict[str, Any] = {}
    secrets = planted()
    for number, key in enumerate(known_keys().values()):
        if path := key.newest_path:
            value = secrets.get(path) or value_of(path, key.kind.label, number)
            document = replaced(document, path, value)
    for name in DATA_SOURCES:
        value = source if name == "DataSource" else [source]
        document = replaced(document, f"SqlSettings.{name}", value)
    lag = [{"DataSource": source, "QueryAbsoluteLag": "select 1", "QueryTimeLag": ""}]
    return replaced(document, "SqlSettings.ReplicaLagSettings", lag)


def leaves(document: Any, path: str = "") -> Mapping[str, Any]:
    """Return the values by their paths; those in lists have the path of the list."""
    if isinstance(document, dict) and document:
        return {
            key: value
            for name, item in document.items()
            for key, value in leaves(item, f"{path}.{name}".removeprefix(".")).items()
        }
    return {path: document}


@pytest.fixture
def packet(tmp_path: Path, postgres_database: EmptyDatabase) -> bytes:
    """Return a packet of the newest server, whose log has every value."""
    with postgres_database.engine.begin() as connection:
        tables.create_tables(connection, "11.10")
        fill_tables(connection, round(time.time() * 1000))
        for number in range(1, 191):
            tables.insert(connection, "db_migrations", Version=number, Name=f"migration {number}")
        statement = "UPDATE Systems SET Value = '6.3.0' WHERE Name = 'Version'"
        connection.execute(sqlalchemy.text(statement))
    document = document_of(postgres_database.data_source)
    for folder in ("config", "logs", "plugins"):
        (tmp_path / folder).mkdir()
    (tmp_path / "config/config.json").write_text(json.dumps(document), encoding="utf-8")
    start = (
        "Current version is 11.10.0 (18273645/Mon Jan  5 09:14:07 UTC 2026/0a1b2c3/0d1e2f3/none)"
    )
    lines = [
        json.dumps({"msg": start}),
        *(json.dumps({"msg": str(each)}) for each in _all(document)),
    ]
    (tmp_path / "logs/mattermost.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = packet_of(Mattermost(tmp_path, {}), load_collectors(PATIENT), PATIENT)
    return b"".join(made.stream())


@pytest.fixture
def files(packet: bytes) -> dict[str, bytes]:
    """Return the files of that packet."""
    return read(packet)


def _all(document: Any) -> list[Any]:
    return [
        item
        for value in leaves(document).values()
        for item in (value if isinstance(value, list) else [value])
    ]


def test_it_has_all_keys() -> None:
    document = document_of("postgres://u:p@h/d")

    paths = [key.newest_path for key in known_keys().values() if key.newest_path]
    assert len(paths) == 693
    assert [path for path in paths if lookup(document, path) is None] == []


def test_no_secret_is_in_any_file(packet: bytes, postgres_database: EmptyDatabase) -> None:
    password = "pg:p@ss/w?rd #%41"
    secrets = [*planted().values(), password, postgres_database.data_source]

    assert find_secrets(packet, secrets) == []


def test_nothing_is_masked_that_the_server_shows_but_what_was_reviewed(
    files: dict[str, bytes], postgres_database: EmptyDatabase
) -> None:
    document = document_of(postgres_database.data_source)
    shown = leaves(json.loads(files["sanitized_config.json"]))
    stored = leaves(document)

    changed = {path for path, value in shown.items() if path in stored and value != stored[path]}

    sources = {f"SqlSettings.{name}" for name in DATA_SOURCES} | {"SqlSettings.ReplicaLagSettings"}
    extra = changed - MASKED_BY_THE_NEWEST_SERVER - sources
    assert extra == set(REVIEWED) - {"PluginSettings.Plugins"}
    assert all(REVIEWED.values())
    assert {path for path, value in shown.items() if value == MASK} >= MASKED_BY_THE_NEWEST_SERVER
    assert set(stored) - set(shown) == set()


def test_data_sources_show_where_the_database_is(
    files: dict[str, bytes], postgres_database: EmptyDatabase
) -> None:
    sql = json.loads(files["sanitized_config.json"])["SqlSettings"]
    url = sqlalchemy.make_url(str(postgres_database.engine.url))

    assert sql["DataSource"].startswith("postgres://****:****@127.0.0.1:")
    assert f"/{url.database}" in sql["DataSource"]
    assert sql["DataSourceReplicas"] == sql["DataSourceSearchReplicas"] == [sql["DataSource"]]
    assert sql["ReplicaLagSettings"][0]["DataSource"] == sql["DataSource"]


def test_the_feature_flags_come_last(files: dict[str, bytes]) -> None:
    assert list(json.loads(files["sanitized_config.json"]))[-1] == "FeatureFlags"


def test_no_shown_value_is_masked_in_the_log(
    files: dict[str, bytes], postgres_database: EmptyDatabase
) -> None:
    log = files["mattermost.log"].decode()

    for value in _all(document_of(postgres_database.data_source)):
        if isinstance(value, str) and value not in {*planted().values()} and "://" not in value:
            assert json.dumps({"msg": value}) in log
        elif isinstance(value, int):
            assert json.dumps({"msg": str(value)}) in log


def test_its_facts_follow_the_eight(files: dict[str, bytes]) -> None:
    facts = yaml.safe_load(files["support_packet.yaml"])

    assert facts["database_version"] == "190"
    assert list(facts)[-3:] == ["server_version", "server_build", "database_server_version"]
    assert facts["server_version"] == "11.10.0"
    assert facts["server_build"] == "18273645/0a1b2c3"
    assert re.match(r"[0-9]+\.[0-9]+", facts["database_server_version"])
    assert "warning.txt" not in files or b"configuration" not in files["warning.txt"]
