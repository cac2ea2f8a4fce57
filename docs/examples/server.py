"""What is known of the server: its ids, license, process and the nodes of its cluster."""

from support_packet import CollectError, Mattermost, PacketFile, dump_yaml, hookimpl


def license_of(mattermost: Mattermost) -> dict[str, object]:
    license_ = mattermost.license
    if license_ is None:
        return {}
    return {
        "id": license_.license_id,
        "plan": license_.sku_name or license_.sku_short_name,
        "customer": [license_.customer_id, license_.customer_name, license_.customer_company],
        "from": [license_.issued_at, license_.starts_at],
        "to": license_.expires_at,
        "users": license_.users,
        "kind": [license_.is_trial, license_.is_gov_sku, license_.is_non_production],
        "may have a cluster": license_.feature("cluster"),
    }


def process_of(mattermost: Mattermost) -> dict[str, object]:
    try:
        process = mattermost.server_process()
    except CollectError as error:
        return {"unknown": str(error)}
    return {
        "pid": process.pid,
        "runs": str(process.executable),
        "arguments": len(process.command),
        "since": process.started_at,
        "open files": f"{process.open_files} of {process.max_open_files}",
    }


def collect(mattermost: Mattermost) -> str:
    server = mattermost.server
    nodes = {
        node.hostname: {
            "cluster": node.cluster_name,
            "ports": [node.port, node.gossip_port],
            "since": node.created_at,
            "last ping": node.last_ping_at,
        }
        for node in mattermost.nodes()
    }
    return dump_yaml(
        {
            "telemetry id": server.diagnostic_id,
            "schema": server.schema_version,
            "release": server.version,
            "commit": server.build_hash,
            "build": server.build,
            "license": license_of(mattermost),
            "process": process_of(mattermost),
            "nodes": nodes,
        }
    )


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    return PacketFile("my-package/server.yaml", lambda: collect(mattermost), preview=False)
