"""`diagnostics.yaml`: the server's machine, its database, and every service that it uses."""

from collections.abc import Mapping
from typing import Any

from support_packet import (
    N_,
    DatabaseError,
    Facts,
    FactValue,
    Mattermost,
    PacketFile,
    dump_yaml,
    hookimpl,
)

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._metrics import Metrics, read_metrics
from support_packet_diagnostics._omissions import Omissions
from support_packet_diagnostics._postgres_statistics import postgres_statistics
from support_packet_diagnostics._server_section import server_section
from support_packet_diagnostics._service_sections import probe_services, service_sections

MAX_SECONDS = 10
"""How long the questions to the database may take in all."""

_VERSIONS = {
    "postgres": "SHOW server_version",
    "mysql": "SELECT VERSION()",
    "sqlite3": "SELECT sqlite_version()",
}


def diagnostics_yaml(mattermost: Mattermost, facts: Mapping[str, FactValue]) -> str:
    """Return all that can be seen from outside, under the keys of the newest server's file."""
    services = service_sections(mattermost, facts, probe_services(mattermost))
    metrics = read_metrics(mattermost)
    websocket = metrics.websocket()
    return dump_yaml(
        {
            "version": 2,
            "license": license_section(mattermost),
            "server": server_section(mattermost, facts, metrics),
            "config": {"store_type": mattermost.config.source},
            "database": database_section(mattermost, metrics),
            "file_store": services.pop("file_store"),
            **({"websocket": websocket} if websocket else {}),
            "cluster": cluster_section(mattermost),
            **services,
        }
    )


def license_section(mattermost: Mattermost) -> dict[str, Any]:
    """Return the license's fields, empty as the server writes them where there is no license.

    Nothing where the database may have one, and does not say: the section about it has the reason.
    """
    active = mattermost.license
    if active is None:
        try:
            _ = mattermost.server.diagnostic_id
        except DatabaseError:
            return {}
        return {"company": "", "users": 0, "sku_short_name": ""}
    flags = {
        "is_trial": active.is_trial,
        "is_gov_sku": active.is_gov_sku,
        "is_non_production": active.is_non_production,
    }
    return {
        "company": active.customer_company,
        "users": active.users,
        "sku_short_name": active.sku_short_name,
        **{key: True for key, on in flags.items() if on},
    }


def database_section(mattermost: Mattermost, metrics: Metrics) -> dict[str, Any]:
    """Return what the database says about itself; what fails is a warning, the rest stays."""
    omissions = Omissions(MAX_SECONDS)
    kind = mattermost.database
    version = omissions.ask("version", lambda: mattermost.query(_VERSIONS[kind], seconds=3)[0][0])
    schema = omissions.ask("schema_version", lambda: mattermost.server.schema_version)
    counted = postgres_statistics(mattermost, omissions) if kind == "postgres" else {}
    known = {"type": kind, "version": version, "schema_version": schema}
    omissions.report(required=False)
    return {key: value for key, value in known.items() if value} | metrics.database() | counted


def cluster_section(mattermost: Mattermost) -> dict[str, Any]:
    """Return how many nodes the cluster has; a server without one is one node.

    Nothing where the database does not say: the section about it has the reason.
    """
    if not mattermost.config.flag("ClusterSettings.Enable"):
        return {"number_of_nodes": 1}
    try:
        # A node that crashed and came back has two rows for a while.
        others = {(node.hostname, node.gossip_port) for node in mattermost.nodes()}
    except DatabaseError:
        return {}
    return {"number_of_nodes": 1 + len(others)}


@hookimpl
def packet_files(mattermost: Mattermost, facts: Facts) -> PacketFile:
    """Declare `diagnostics.yaml`; the page does not test the services."""
    return declare(
        name="diagnostics.yaml",
        collect=lambda: diagnostics_yaml(mattermost, facts.collect()),
        title=N_("Diagnostics"),
        description=N_("The machine, the database, and a live test of every configured service."),
        order=62,
        seconds=60,
        reads=("Systems", "db_migrations", "Licenses", "ClusterDiscovery"),
    )
