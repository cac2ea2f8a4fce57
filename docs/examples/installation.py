"""What `mattermost` says about the installation."""

from support_packet import Mattermost, PacketFile, dump_yaml, hookimpl


def collect(mattermost: Mattermost) -> str:
    return dump_yaml(
        {
            "directory": str(mattermost.directory),
            "variables": sorted(mattermost.environment),
            "site": mattermost.sanitized_config["ServiceSettings"]["SiteURL"],
            "masked without a value": list(mattermost.stored_masks),
            "database": mattermost.database,
            "seconds to wait": mattermost.network_timeout,
            "schema": mattermost.rows.schema_version,
            "numbered by migrations": mattermost.rows.has_migrations,
            "version of the database": mattermost.rows.server_version,
            "telemetry id": mattermost.rows.diagnostic_id,
        }
    )


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    return PacketFile("my-package/installation.yaml", lambda: collect(mattermost))
