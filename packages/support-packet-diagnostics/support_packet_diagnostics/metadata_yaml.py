"""`metadata.yaml`: which server the packet is of, and when it was made."""

import re
import time
from typing import Any

from support_packet import N_, CollectError, Mattermost, PacketFile, dump_yaml, hookimpl, warn

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._running_server import running_release, server_version

_ID = re.compile("[A-Za-z0-9]{26}")


def metadata_yaml(mattermost: Mattermost, now: int) -> str:
    """Return the metadata at `now`, in milliseconds since 1970.

    As the server does, `CollectError` where the server's id is missing or none: support's programs
    take the packet by it.
    """
    server_id = mattermost.server.diagnostic_id or ""
    if not _ID.fullmatch(server_id):
        raise CollectError(
            "The database has no valid DiagnosticId in the table Systems. A Mattermost server "
            "writes it when it starts: check that this is the database of your server."
        )
    return dump_yaml(_metadata(mattermost, now, server_id))


def _metadata(mattermost: Mattermost, now: int, server_id: str) -> dict[str, Any]:
    version, active = server_version(mattermost, running_release(mattermost)), mattermost.license
    if not version:
        warn(
            "Left out: %(keys)s. Only a running Mattermost server reports its version. Start it, "
            "or check ServiceSettings.ListenAddress.",
            keys="server_version",
        )
    return {
        "version": 1,
        "type": "support-packet",
        "generated_at": now,
        **({"server_version": version} if version else {}),
        "server_id": server_id,
        "license_id": active.license_id if active else "",
        "customer_id": active.customer_id if active else "",
    }


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `metadata.yaml`."""
    return declare(
        name="metadata.yaml",
        collect=lambda: metadata_yaml(mattermost, round(time.time() * 1000)),
        title=N_("Metadata"),
        description=N_("The ids of the server and of its license, and the server's version."),
        order=61,
        reads=("Systems", "db_migrations", "Licenses"),
    )
