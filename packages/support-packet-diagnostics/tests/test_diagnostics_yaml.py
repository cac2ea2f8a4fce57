"""`diagnostics.yaml` as a whole: its sections, and what happens where something is down."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
from demo.services.search_releases import Release
from diagnostics_servers import serving
from support.access.licenses import signed
from support.servers.broken import broken_server
from support.servers.search import SearchServer, search_server
from support_packet.testing import Author, Installation

from support_packet_diagnostics._omissions import Omissions
from support_packet_diagnostics._postgres_statistics import postgres_statistics

SECTIONS = [
    *("version", "license", "server", "config", "database", "file_store", "cluster"),
    *("notifications", "ldap", "saml", "elastic", "oauth_providers"),
]
POSTGRES_KEYS = {
    *("cache_hit_ratio", "deadlocks", "temp_files", "temp_bytes_mb", "rollbacks"),
    *("idle_in_transaction_count", "longest_query_duration_seconds", "waiting_for_lock_count"),
    "posts_dead_tuples",
}
SESSIONS = {"idle_in_transaction_count", "longest_query_duration_seconds", "waiting_for_lock_count"}

on_sqlite = pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
on_postgres = pytest.mark.parametrize("driver", ["postgres"], indirect=True)


def found(author: Author) -> dict[str, Any]:
    loaded: dict[str, Any] = author.packet().yaml("diagnostics.yaml")
    return loaded


def test_it_has_the_sections_of_the_servers_own_packet(
    installation: Installation,
    diagnostics: Author,
    driver: str,
    running: int,
) -> None:
    (installation.directory / "data").mkdir()
    customer = {"id": "c" * 26, "company": 'Example: "Ltd" & <b>'}
    license_ = {
        "id": "l" * 26,
        "customer": customer,
        "features": {"users": 150},
        "sku_short_name": "enterprise",
    }
    installation.environment["MM_LICENSE"] = signed(license_ | {"is_trial": True})
    installation.environment["MM_INSTALL_TYPE"] = "docker"

    made = diagnostics.packet()

    assert made.warnings == []
    seen = made.yaml("diagnostics.yaml")
    assert list(seen) == SECTIONS
    assert seen["version"] == 2
    assert seen["license"] == {
        "company": 'Example: "Ltd" & <b>',
        "users": 150,
        "sku_short_name": "enterprise",
        "is_trial": True,
    }
    assert seen["server"]["os"] == "linux"
    assert seen["server"]["installation_type"] == "docker"
    assert seen["server"]["process_id"] == running
    assert seen["config"]["store_type"].endswith("config.json")
    assert seen["database"]["type"] == driver
    assert seen["database"]["schema_version"] == "170"
    assert seen["file_store"]["file_status"] == "OK"
    assert seen["file_store"]["file_driver"] == "local"
    assert seen["cluster"] == {"number_of_nodes": 1}
    off = {"status": "disabled"}
    assert seen["notifications"] == {"email": off, "push": off}
    assert seen["ldap"] == seen["saml"] == off
    providers = ("gitlab", "google", "office365", "openid")
    assert seen["oauth_providers"] == dict.fromkeys(providers, off)


@on_sqlite
def test_without_a_license_its_values_are_empty(diagnostics: Author) -> None:
    assert found(diagnostics)["license"] == {"company": "", "users": 0, "sku_short_name": ""}


@on_sqlite
def test_where_nothing_says_how_it_was_installed_that_is_unknown(diagnostics: Author) -> None:
    assert found(diagnostics)["server"]["installation_type"] == "unknown"


@on_sqlite
def test_a_server_that_cannot_be_seen_costs_its_keys(diagnostics: Author) -> None:
    made = diagnostics.packet()

    server = made.yaml("diagnostics.yaml")["server"]
    assert "process_id" not in server
    assert "hostname" in server
    (warning,) = made.warnings
    assert "Left out: process_id, started_at, open_file_descriptors, " in warning


@on_sqlite
def test_metrics_say_what_only_the_process_knows(
    installation: Installation, diagnostics: Author, running: int
) -> None:
    text = b'go_info{version="go1.26"} 1\nmattermost_http_websockets_total 7\nprocess_open_fds 9\n'
    with serving({"/metrics": (200, text)}) as site:
        installation.set("MetricsSettings", Enable=True, ListenAddress=f":{site.port}")
        seen = found(diagnostics)

    pid = running
    assert seen["websocket"] == {"connections": 7}
    assert seen["server"]["go_version"] == "go1.26"
    # What the system shows now counts more.
    assert seen["server"]["open_file_descriptors"] == len([*Path(f"/proc/{pid}/fd").iterdir()])


def test_the_nodes_of_a_cluster_are_counted(
    installation: Installation, diagnostics: Author
) -> None:
    now = round(time.time() * 1000)
    usual = {"Type": "mattermost_app", "ClusterName": "blue", "Port": 8075, "GossipPort": 8074}
    installation.set("ClusterSettings", Enable=True, ClusterName="blue", OverrideHostname="chat1")
    rows = [("chat1", now), ("chat2", now - 60_000), ("chat2", now), ("chat3", now - 3_600_000)]
    alone = found(diagnostics)["cluster"]
    installation.table(
        "ClusterDiscovery",
        *(
            usual | {"Id": str(number), "Hostname": name, "LastPingAt": at}
            for number, (name, at) in enumerate(rows)
        ),
    )

    assert alone == {"number_of_nodes": 1}
    assert found(diagnostics)["cluster"] == {"number_of_nodes": 2}


@on_sqlite
def test_facts_say_what_the_search_server_is(
    installation: Installation, diagnostics: Author
) -> None:
    search = SearchServer(Release("8.15.0"), plugins=[["analysis-icu"]], secured=False)
    with search_server(search):
        url = f"http://127.0.0.1:{search.port}"
        installation.set("ElasticsearchSettings", EnableIndexing=True, ConnectionUrl=url)
        installation.set("ElasticsearchSettings", Backend="elasticsearch")
        known = found(diagnostics)["elastic"]
        search.secured = True
        unknown = found(diagnostics)["elastic"]

    assert known == {
        "status": "OK",
        "backend": "elasticsearch",
        "server_version": "8.15.0",
        "server_plugins": ["analysis-icu"],
    }
    assert unknown["status"] == "FAIL"
    assert unknown["error"].endswith("see warning.txt.")


@on_postgres
def test_postgres_reports_its_state(installation: Installation, diagnostics: Author) -> None:
    installation.table("Posts")

    seen = found(diagnostics)["database"]

    assert seen.keys() == {"type", "version", "schema_version"} | POSTGRES_KEYS
    assert seen["version"][:2].isdecimal()
    assert 0 <= seen["cache_hit_ratio"] <= 1


@pytest.mark.parametrize("driver", ["sqlite3", "mysql"], indirect=True)
def test_other_databases_say_their_version(diagnostics: Author) -> None:
    assert found(diagnostics)["database"].keys() == {"type", "version", "schema_version"}


@on_postgres
def test_waiting_idle_and_long_running_sessions_are_counted(
    diagnostics: Author, engine: sqlalchemy.Engine
) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        seen = found(diagnostics)["database"]

    assert seen["idle_in_transaction_count"] == 1
    assert seen["waiting_for_lock_count"] == 0
    assert seen["longest_query_duration_seconds"] == 0


@on_postgres
@pytest.mark.usefixtures("running")
def test_a_separate_account_has_to_see_other_sessions(
    installation: Installation,
    diagnostics: Author,
    engine: sqlalchemy.Engine,
    become_reader: Callable[..., None],
) -> None:
    (installation.directory / "data").mkdir()
    installation.table("Posts")
    become_reader()
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        made = diagnostics.packet()

    assert POSTGRES_KEYS - made.yaml("diagnostics.yaml")["database"].keys() == SESSIONS
    (warning,) = made.warnings
    assert "pg_read_all_stats" in warning


def test_the_last_autovacuum_is_a_time_in_utc() -> None:
    stored = datetime.fromisoformat("2026-11-28T12:00:00+02:00")
    answers = [[(0.5, 1, 2, 3.0, 4)], [(False,)], [(0, 0.0, 0)], [(7, stored)]]
    mattermost: Any = SimpleNamespace(query=lambda *_, **__: answers.pop(0))

    seen = postgres_statistics(mattermost, Omissions(9))

    assert seen["posts_dead_tuples"] == 7
    assert seen["posts_last_autovacuum"].isoformat() == "2026-11-28T10:00:00+00:00"


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_a_database_that_is_down_costs_its_section_only(
    installation: Installation, diagnostics: Author
) -> None:
    (installation.directory / "data").mkdir()
    installation.set("ClusterSettings", Enable=True)
    source = "postgres://mmuser:pa55word@127.0.0.1:1/mattermost?sslmode=disable"
    installation.mattermost()
    installation.set("SqlSettings", DriverName="postgres", DataSource=source)

    made = diagnostics.packet()

    made.assert_hides("pa55word")
    seen = made.yaml("diagnostics.yaml")
    assert list(seen) == SECTIONS
    assert seen["database"] == {"type": "postgres"}
    assert seen["cluster"] == seen["license"] == {}
    assert any("Left out: " in warning for warning in made.warnings)


@on_sqlite
def test_everything_that_hangs_costs_its_own_status(
    installation: Installation, diagnostics: Author
) -> None:
    with broken_server(hangs=True) as port:
        url = f"https://127.0.0.1:{port}/"
        installation.set("EmailSettings", SendPushNotifications=True, PushNotificationServer=url)
        installation.set("EmailSettings", SendEmailNotifications=True, SMTPServer="127.0.0.1")
        installation.set("EmailSettings", SMTPPort=str(port))
        installation.set("SamlSettings", Enable=True, IdpMetadataURL=url)
        for section in ("GitLabSettings", "GoogleSettings", "OpenIdSettings"):
            installation.set(section, Enable=True, DiscoveryEndpoint=url)
        seen = found(diagnostics)

    hanging = [*seen["notifications"].values(), seen["saml"], *seen["oauth_providers"].values()]
    failed = [each for each in hanging if each["status"] == "FAIL"]
    assert len(failed) == 6
    assert [each["error"] for each in failed if " 3 seconds." not in each["error"]] == []


@on_sqlite
def test_what_is_switched_off_is_left_alone(
    installation: Installation, diagnostics: Author
) -> None:
    with serving({}) as site:
        installation.set("EmailSettings", PushNotificationServer=site.url, SMTPServer="127.0.0.1")
        installation.set("EmailSettings", SMTPPort=str(site.port))
        installation.set("SamlSettings", IdpMetadataURL=site.url, IdpDescriptorURL="urn:okta")
        installation.set("LdapSettings", LdapServer="127.0.0.1", LdapPort=site.port)
        installation.set("ElasticsearchSettings", ConnectionURL=site.url)
        installation.set("GoogleSettings", DiscoveryEndpoint=site.url)
        seen = found(diagnostics)

    assert site.requests == []
    assert seen["saml"] == {"provider_type": "unknown", "status": "disabled"}
    assert seen["elastic"]["status"] == "disabled"
