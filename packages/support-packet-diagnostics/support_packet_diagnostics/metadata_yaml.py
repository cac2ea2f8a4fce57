"""`metadata.yaml`: which server the packet is of, and when it was made."""

import re
import time

from support_packet import N_, CollectError, Mattermost, PacketFile, dump_yaml, hookimpl, warn

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._running_server import known_release

_ID = re.compile("[A-Za-z0-9]{26}")
_NO_ID = N_(
    "The database has no valid DiagnosticId in the table Systems. A Mattermost server writes it "
    "when it starts: check that this is the database of your server."
)
_NO_VERSION = N_(
    "Left out: %(keys)s. Neither a running Mattermost server nor its log tells the version. Start "
    "the server, or check ServiceSettings.ListenAddress."
)
_NO_LICENSE_ID = N_("Left out: %(keys)s. The license has none that is valid.")


def metadata_yaml(mattermost: Mattermost, now: int) -> str:
    """Return the metadata at `now`, in milliseconds since 1970.

    As the server does, `CollectError` where the server's id is missing or none: support's programs
    identify the packet by it.
    """
    server_id = mattermost.server.diagnostic_id or ""
    if not _ID.fullmatch(server_id):
        raise CollectError(_NO_ID)
    release = known_release(mattermost)
    if not release:
        warn(_NO_VERSION, keys="server_version")
    return dump_yaml(
        {
            "version": 1,
            "type": "support-packet",
            "generated_at": now,
            **({"server_version": release.version} if release else {}),
            "server_id": server_id,
            **_license_ids(mattermost),
        }
    )


def _license_ids(mattermost: Mattermost) -> dict[str, str]:
    """Return the ids of the license, empty without one, as the server has them then."""
    active = mattermost.license
    if active is None:
        return {"license_id": "", "customer_id": ""}
    ids = {"license_id": active.license_id, "customer_id": active.customer_id}
    valid = {key: each for key, each in ids.items() if _ID.fullmatch(each)}
    if invalid := ", ".join(key for key in ids if key not in valid):
        warn(_NO_LICENSE_ID, keys=invalid)
    return valid


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
