"""`diagnostics.yaml` as a whole: its keys, and the sections of the database and the license."""

import os
import time
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
import yaml
from support.servers.broken import broken_server

from support_packet_diagnostics._metrics import Metrics
from support_packet_diagnostics._omissions import Omissions
from support_packet_diagnostics._postgres_statistics import postgres_statistics
from support_packet_diagnostics.diagnostics_yaml import database_section, diagnostics_yaml

FACTS = {"server_os": "linux", "server_architecture": "amd64"}
SECTIONS = [
    *("version", "license", "server", "config", "database", "file_store", "cluster"),
    *("notifications", "ldap", "saml", "elastic", "oauth_providers"),
]
POSTGRES_KEYS = {
    *("cache_hit_ratio", "deadlocks", "temp_files", "temp_bytes_mb", "rollbacks"),
    *("idle_in_transaction_count", "longest_query_duration_seconds", "waiting_for_lock_count"),
    "posts_dead_tuples",
}


def diagnostics(installation: Any, facts: Mapping[str, Any] = FACTS) -> dict[str, Any]:
    installation.pid = os.getpid()
    loaded: dict[str, Any] = yaml.safe_load(diagnostics_yaml(installation.mattermost(), facts))
    return loaded


def test_it_has_the_sections_of_the_servers_own_packet(installation: Any) -> None:
    (installation.directory / "data").mkdir()
    installation.set("FileSettings", Directory="./data/")
    installation.table(
        "db_migrations", {"Version": 169, "Name": "a"}, {"Version": 170, "Name": "b"}
    )

    found = diagnostics(installation)

    assert list(found) == SECTIONS
    assert found["version"] == 2
    assert found["license"] == {
        "company": 'Example: "Ltd" & <b>',
        "users": 150,
        "sku_short_name": "enterprise",
        "is_trial": True,
    }
    assert (found["server"]["os"], found["server"]["architecture"]) == ("linux", "amd64")
    assert found["server"]["process_id"] == os.getpid()
    assert found["config"]["store_type"].endswith("config.json")
    assert found["database"]["type"] == installation.database.driver
    assert found["database"]["schema_version"] == "170"
    assert found["file_store"]["file_status"] == "OK"
    assert found["file_store"]["file_driver"] == "local"
    assert found["cluster"] == {"number_of_nodes": 1}
    off = {"status": "disabled"}
    assert found["notifications"] == {"email": off, "push": off}
    assert found["ldap"] == found["saml"] == off
    assert found["oauth_providers"] == dict.fromkeys(
        ("gitlab", "google", "office365", "openid"), off
    )


def test_without_a_license_its_values_are_empty(installation: Any) -> None:
    installation.license = None

    assert diagnostics(installation)["license"] == {"company": "", "users": 0, "sku_short_name": ""}


def test_a_server_that_is_not_to_be_seen_costs_its_keys(
    installation: Any, recwarn: pytest.WarningsRecorder
) -> None:
    found = yaml.safe_load(diagnostics_yaml(installation.mattermost(), FACTS))

    assert "process_id" not in found["server"]
    assert "hostname" in found["server"]
    assert "No process of the Mattermost server" in str(recwarn.pop(UserWarning).message)


def test_the_nodes_of_a_cluster_are_counted(installation: Any) -> None:
    installation.set("ClusterSettings", Enable=True)
    installation.other_nodes = ["chat2", "chat3"]

    assert diagnostics(installation)["cluster"] == {"number_of_nodes": 3}


def test_facts_say_what_the_directory_and_the_search_server_are(installation: Any) -> None:
    facts = FACTS | {
        "ldap_vendor_name": "389 Project",
        "elastic_server_version": "8.15.0",
        "elastic_server_plugins": ["analysis-icu"],
    }
    with broken_server(b"HTTP/1.1 401 no\r\n\r\n", hangs=False) as port:
        installation.set("LdapSettings", Enable=True, LdapServer="127.0.0.1", LdapPort=port)
        url = f"http://127.0.0.1:{port}"
        installation.set("ElasticsearchSettings", EnableIndexing=True, ConnectionUrl=url)
        installation.set("ElasticsearchSettings", Backend="elasticsearch")
        known, unknown = diagnostics(installation, facts), diagnostics(installation)

    assert known["ldap"] == {
        "status": "OK", "server_name": "389 Project", "server_version": "unknown",
    }  # fmt: skip
    assert known["elastic"] == {
        "status": "OK",
        "backend": "elasticsearch",
        "server_version": "8.15.0",
        "server_plugins": ["analysis-icu"],
    }
    assert unknown["elastic"]["status"] == "FAIL"
    assert unknown["elastic"]["error"].endswith("see warning.txt.")


def test_postgres_says_how_it_fares(on_postgres: Any) -> None:
    found = diagnostics(on_postgres)["database"]

    assert found.keys() == {"type", "version"} | POSTGRES_KEYS
    assert found["version"][:2].isdecimal()
    assert 0 <= found["cache_hit_ratio"] <= 1


def test_other_databases_say_their_version(installation: Any) -> None:
    found = diagnostics(installation)["database"]

    expected = POSTGRES_KEYS if installation.database.driver == "postgres" else set()
    assert found.keys() == {"type", "version"} | expected


def test_waiting_idle_and_long_running_sessions_are_counted(on_postgres: Any) -> None:
    mattermost = on_postgres.mattermost()
    with on_postgres.database.engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        found = database_section(mattermost, Metrics())

    assert found["idle_in_transaction_count"] == 1
    assert found["waiting_for_lock_count"] == 0
    assert found["longest_query_duration_seconds"] == 0


def test_an_account_of_its_own_has_to_see_other_sessions(
    on_postgres: Any, reader: sqlalchemy.Engine, recwarn: pytest.WarningsRecorder
) -> None:
    mattermost = on_postgres.mattermost(engine=reader)
    on_postgres.execute("GRANT SELECT ON Systems, db_migrations TO certified")
    with on_postgres.database.engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        found = database_section(mattermost, Metrics())

    assert POSTGRES_KEYS - found.keys() == {
        *("idle_in_transaction_count", "longest_query_duration_seconds", "waiting_for_lock_count"),
    }  # fmt: skip
    assert "pg_read_all_stats" in str(recwarn.pop(UserWarning).message)


def test_the_last_autovacuum_is_a_time_in_utc() -> None:
    stored = datetime.fromisoformat("2026-11-28T12:00:00+02:00")
    answers = [[(0.5, 1, 2, 3.0, 4)], [(False,)], [(0, 0.0, 0)], [(7, stored)]]
    mattermost: Any = SimpleNamespace(query=lambda *_, **__: answers.pop(0))

    found = postgres_statistics(mattermost, Omissions(9))

    assert found["posts_dead_tuples"] == 7
    assert found["posts_last_autovacuum"].isoformat() == "2026-11-28T10:00:00+00:00"


def test_without_posts_and_rights_the_rest_stays(
    on_postgres: Any, reader: sqlalchemy.Engine, recwarn: pytest.WarningsRecorder
) -> None:
    on_postgres.execute("DROP TABLE Posts")

    found = database_section(on_postgres.mattermost(engine=reader), Metrics())

    assert found.keys() == {"type", "version"} | POSTGRES_KEYS - {"posts_dead_tuples"}
    assert "permission denied for table systems" in str(recwarn.pop(UserWarning).message)


def test_a_database_that_is_down_costs_its_section_only(
    installation: Any, recwarn: pytest.WarningsRecorder
) -> None:
    installation.set("ClusterSettings", Enable=True)
    down = sqlalchemy.create_engine("postgresql+psycopg://x:y@127.0.0.1:1/z")
    mattermost = installation.mattermost(engine=down)
    mattermost.database = "sqlite3"
    mattermost.pid = os.getpid()
    mattermost.nodes = lambda: mattermost.query("SELECT Hostname FROM ClusterDiscovery")

    found = yaml.safe_load(diagnostics_yaml(mattermost, FACTS))

    assert list(found) == SECTIONS
    assert found["database"] == {"type": "sqlite3"}
    assert found["cluster"] == {}
    assert "Left out: " in str(recwarn.pop(UserWarning).message)


def test_everything_that_hangs_costs_seconds(installation: Any) -> None:
    with broken_server(hangs=True) as port:
        url = f"https://127.0.0.1:{port}/"
        installation.set("EmailSettings", SendPushNotifications=True, PushNotificationServer=url)
        installation.set("EmailSettings", SendEmailNotifications=True, SMTPServer="127.0.0.1")
        installation.set("EmailSettings", SMTPPort=str(port))
        installation.set("SamlSettings", Enable=True, IdpMetadataURL=url)
        for section in ("GitLabSettings", "GoogleSettings", "OpenIdSettings"):
            installation.set(section, Enable=True, DiscoveryEndpoint=url)
        begin = time.monotonic()
        found = diagnostics(installation)

    assert time.monotonic() - begin < 6
    assert found["saml"]["error"] == f"127.0.0.1:{port} did not respond within 3 seconds."
