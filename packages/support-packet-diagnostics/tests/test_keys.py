"""Every key of the server's own files is made here, too, or listed with the reason why not."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from demo.services.search_releases import Release
from diagnostics_servers import mail_server, serving
from support.access.licenses import signed
from support.servers.search import SearchServer, search_server
from support.servers.slapd import Slapd
from support_packet.testing import Author, Installation

POOL = ("in_use", "idle", "closed_max_idle", "closed_max_lifetime")
PROVIDERS = ("gitlab", "google", "office365", "openid")

KEYS: Mapping[str, str] = {
    "metadata.yaml": """
        version type generated_at server_version server_id license_id customer_id extras
    """,
    "diagnostics.yaml": f"""
        version
        license.company license.users license.sku_short_name license.is_trial license.is_gov_sku
        license.is_non_production
        server.os server.architecture server.hostname server.installation_type server.cpu_cores
        server.total_memory_mb server.container_cpu_limit server.container_memory_limit_mb
        server.process_id server.started_at server.host_started_at server.open_file_descriptors
        server.max_file_descriptors server.version server.build_hash server.go_version
        config.store_type
        database.type database.version database.schema_version database.master_connections
        database.replica_connections database.search_connections
        {" ".join(f"database.{p}_connections_{key}" for p in ("master", "replica") for key in POOL)}
        database.master_pool_wait_count database.master_pool_wait_duration_ms
        database.replica_pool_wait_count database.replica_pool_wait_duration_ms
        database.cache_hit_ratio database.deadlocks database.temp_files database.temp_bytes_mb
        database.rollbacks database.idle_in_transaction_count
        database.longest_query_duration_seconds database.waiting_for_lock_count
        database.posts_dead_tuples database.posts_last_autovacuum
        file_store.file_status file_store.error file_store.file_driver file_store.filesystem_type
        file_store.total_mb file_store.available_mb
        websocket.connections
        cluster.id cluster.number_of_nodes
        notifications.email.status notifications.email.error
        notifications.push.status notifications.push.error
        ldap.status ldap.error ldap.server_name ldap.server_version
        saml.provider_type saml.status saml.error
        elastic.status elastic.backend elastic.server_version elastic.server_plugins elastic.error
        {" ".join(f"oauth_providers.{p}.{key}" for p in PROVIDERS for key in ("status", "error"))}
    """,
    "stats.yaml": """
        registered_users active_users daily_active_users monthly_active_users deactivated_users
        guests single_channel_guests bot_accounts posts channels teams slash_commands
        incoming_webhooks outgoing_webhooks
    """,
    "jobs.yaml": " ".join(
        f"{jobs}.{key}"
        for jobs in (
            *("ldap_sync_jobs", "data_retention_jobs", "message_export_jobs", "migration_jobs"),
            *("elastic_post_indexing_jobs", "elastic_post_aggregation_jobs"),
        )
        for key in (
            *("id", "type", "priority", "create_at", "start_at", "last_activity_at", "status"),
            *("progress", "data"),
        )
    ),
    "permissions.yaml": " ".join(
        [
            *(
                f"roles.{key}"
                for key in (
                    *("id", "name", "display_name", "description", "create_at", "update_at"),
                    *("delete_at", "permissions", "scheme_managed", "built_in", "scheme_id"),
                )
            ),
            *(
                f"schemes.{key}"
                for key in (
                    *("id", "name", "display_name", "description", "create_at", "update_at"),
                    *("delete_at", "scope", "default_team_admin_role", "default_team_user_role"),
                    *("default_channel_admin_role", "default_channel_user_role"),
                    *("default_team_guest_role", "default_channel_guest_role"),
                    *("default_playbook_admin_role", "default_playbook_member_role"),
                    *("default_run_admin_role", "default_run_member_role"),
                )
            ),
        ]
    ),
    "database_schema.yaml": """
        database_collation database_encoding tables.name tables.collation tables.options
        tables.columns.name tables.columns.data_type tables.columns.max_length
        tables.columns.is_nullable tables.indexes.name tables.indexes.definition
    """,
}

NOT_HERE = {
    "metadata.yaml extras": "a plugin's own packet has them; that of a server leaves them out",
    "diagnostics.yaml cluster.id": "only the server's closed code for clusters knows it",
    "diagnostics.yaml server.container_cpu_limit": "of a test's process there is no limit, see "
    "test_server_process.py",
    "diagnostics.yaml server.container_memory_limit_mb": "likewise",
    "diagnostics.yaml database.posts_last_autovacuum": "a table has to be old, see "
    "test_diagnostics_yaml.py",
}
"""The keys that are not made below, and why."""

_START = (
    '{"msg":"Current version is 11.10.0 (11.10.0/Thu Oct 15 18:12:01 UTC 2026/0123456789abcdef/x)"}'
)
_METRICS = "\n".join(
    [
        "mattermost_http_websockets_total 3",
        'go_info{version="go1.26"} 1',
        "mattermost_db_master_connections_total 1",
        "mattermost_db_read_replica_connections_total 1",
        "mattermost_db_search_replica_connections_total 1",
        *(
            f'go_sql_{name}{{db_name="{pool}"}} 1'
            for pool in ("master", "replica-0")
            for name in (
                *("in_use_connections", "idle_connections", "wait_count_total"),
                *("wait_duration_seconds_total", "max_idle_closed_total"),
                "max_lifetime_closed_total",
            )
        ),
    ]
)


@pytest.fixture
def whole(
    installation: Installation,
    execute: Any,
    slapd: Slapd,
    running: int,
) -> Iterator[Installation]:
    """Return an installation that has and uses everything."""
    assert running
    _license(installation)
    _rows(installation)
    execute('CREATE TABLE collated (a text COLLATE "C") WITH (autovacuum_enabled = false)')
    installation.log("mattermost.log", _START)
    (installation.directory / "data").mkdir()
    answers = {
        "/version": (200, b"{}"),
        "/metrics": (200, _METRICS.encode()),
        "/openid": (200, b'{"issuer": "x"}'),
    }
    search = SearchServer(Release("8.15.0"), plugins=[["analysis-icu"]], secured=False)
    with ExitStack() as running_services:
        site = running_services.enter_context(serving(answers))
        postman = running_services.enter_context(mail_server())
        running_services.enter_context(search_server(search))
        installation.set("LdapSettings", LdapServer="127.0.0.1", LdapPort=slapd.port)
        installation.set("ElasticsearchSettings", ConnectionURL=f"http://127.0.0.1:{search.port}")
        _switch_on(installation, site.url, postman.port)
        installation.set("MetricsSettings", Enable=True, ListenAddress=f":{site.port}")
        yield installation


def _license(installation: Installation) -> None:
    flags = ("is_trial", "is_gov_sku", "is_non_production")
    customer = {"id": "c" * 26, "company": "Example"}
    license_ = {"id": "l" * 26, "customer": customer, "sku_short_name": "enterprise"}
    installation.environment["MM_LICENSE"] = signed(license_ | dict.fromkeys(flags, True))


def _rows(installation: Installation) -> None:
    now = round(time.time() * 1000)
    for table in ("Users", "Bots", "Status", "Channels", "ChannelMembers", "Posts", "Teams"):
        installation.table(table)
    for table in ("Commands", "IncomingWebhooks", "OutgoingWebhooks"):
        installation.table(table)
    installation.table("Roles", {"Id": "r", "Name": "system_user", "CreateAt": now})
    installation.table("Schemes", {"Id": "s", "Name": "own", "CreateAt": now})
    kinds = ("ldap_sync", "data_retention", "message_export", "migrations")
    more = ("elasticsearch_post_indexing", "elasticsearch_post_aggregation")
    installation.table(
        "Jobs", *({"Id": kind[-26:], "Type": kind, "CreateAt": now} for kind in (*kinds, *more))
    )


def _switch_on(installation: Installation, url: str, mail_port: int) -> None:
    installation.set("LdapSettings", Enable=True)
    installation.set("ElasticsearchSettings", EnableIndexing=True, Backend="elasticsearch")
    installation.set("EmailSettings", SendPushNotifications=True, PushNotificationServer=url)
    installation.set("EmailSettings", SendEmailNotifications=True, SMTPServer="127.0.0.1")
    installation.set("EmailSettings", SMTPPort=str(mail_port))
    installation.set("SamlSettings", Enable=True, IdpMetadataURL=url + "/version")
    installation.set("SamlSettings", IdpDescriptorURL="https://sts.windows.net/x/")
    for section in ("GitLabSettings", "GoogleSettings", "Office365Settings", "OpenIdSettings"):
        installation.set(section, Enable=True, DiscoveryEndpoint=url + "/openid")


def _break(installation: Installation) -> None:
    nowhere = "http://127.0.0.1:1"
    _switch_on(installation, nowhere, 1)
    installation.set("LdapSettings", LdapPort=1)
    installation.set("ElasticsearchSettings", ConnectionURL=nowhere)
    installation.set("FileSettings", Directory="./nowhere/")


def keys_of(value: Any, path: str = "") -> Iterator[str]:
    """Yield the dotted paths of all keys; what is in a list counts as its one element."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for each in value:
            yield from keys_of(each, path)
    elif isinstance(value, dict) and not path.endswith((".options", ".data")):
        for key, inner in value.items():
            yield from keys_of(inner, f"{path}.{key}" if path else key)
    else:
        yield path


@pytest.mark.parametrize("driver", ["postgres"], indirect=True)
def test_every_key_is_made_or_has_a_reason(whole: Installation, author: Author) -> None:
    made = author.packet()
    assert made.warnings == []
    _break(whole)
    broken = author.packet()
    assert len(broken.warnings) == 2, broken.warnings  # the facts of LDAP and Elasticsearch

    for name, keys in KEYS.items():
        found = {key for packet in (made, broken) for key in keys_of(packet.yaml(name))}
        reasons = {key for file, key in (each.split() for each in NOT_HERE) if file == name}
        assert found | reasons == set(keys.split()), name
        assert not found & (reasons - LIMITS), name


LIMITS = {"server.container_cpu_limit", "server.container_memory_limit_mb"}
"""A test may run in a container with limits."""


def test_the_readme_names_what_cannot_be_known() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

    assert "`cluster.id`" in readme
