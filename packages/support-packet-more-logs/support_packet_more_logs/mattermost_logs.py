"""The audit log, which the packet does not have without this package."""

import os
from collections.abc import Iterator
from pathlib import Path

from support_packet import N_, Mattermost, PackageSettings, PacketFile, PacketSetting, hookimpl

from support_packet_more_logs._reading import declare_log

FOLDER = "more-logs/mattermost"
AUDIT = "ExperimentalAuditSettings"
FOLDERS = "SUPPORT_PACKET_MORE_LOGS_MATTERMOST__AUDIT_FOLDERS"


def audit_log(mattermost: Mattermost) -> Path | None:
    """Return the file that audits are written to, unless the packet has it as another log.

    The server log and all targets of advanced logging are in every packet.
    """
    config = mattermost.config
    name = config.text(f"{AUDIT}.FileName")
    if not name or not config.flag(f"{AUDIT}.FileEnabled"):
        return None
    logs = {target.path for target in config.log_targets()}
    logs |= {mattermost.log("mattermost.log", "LogSettings").path}
    logs |= {mattermost.log("notifications.log", "NotificationLogSettings", "LogSettings").path}
    path = config.resolve(name)
    return None if os.path.realpath(path) in set(map(os.path.realpath, logs)) else path


@hookimpl
def packet_settings() -> PacketSetting:
    """Declare where an audit log may be, because Mattermost's admins can name any file."""
    return PacketSetting(
        "audit_folders",
        [],
        kind=list,
        description="Folders outside the server's log directory that may contain the audit log.",
    )


@hookimpl
def packet_files(mattermost: Mattermost, settings: PackageSettings) -> Iterator[PacketFile]:
    """Declare the audit log and what it was before its rotations, on request."""
    path = audit_log(mattermost)
    if path is None:
        return
    yield from declare_log(
        mattermost,
        path,
        folder=FOLDER,
        # What the setting itself names would be allowed: any file of the machine.
        setting=FOLDERS,
        below=settings["audit_folders"],
        title=N_("Audit log"),
        description=N_("Who did what on the server, with user IDs and IP addresses"),
        default=False,
    )
