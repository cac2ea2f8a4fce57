"""The logs that Mattermost writes besides those of the packet: advanced logging, and audits."""

import os
from collections.abc import Iterator
from pathlib import Path

from support_packet import N_, Mattermost, PackageSettings, PacketFile, PacketSetting, hookimpl

from support_packet_more_logs._reading import declare_log, folders_of

FOLDER = "more-logs/mattermost"
AUDIT = "ExperimentalAuditSettings"
FOLDERS = "SUPPORT_PACKET_MORE_LOGS_MATTERMOST__AUDIT_FOLDERS"


def sent_already(mattermost: Mattermost) -> set[str]:
    """Return the real paths of the logs that the packet has without this package."""
    config = mattermost.config
    logs = []
    if config.flag("LogSettings.EnableFile"):
        logs.append(mattermost.log("mattermost.log", "LogSettings"))
    # Servers of release 11 have no such section, and write it as a target of advanced logging.
    if config.flag("NotificationLogSettings.EnableFile"):
        logs.append(mattermost.log("notifications.log", "NotificationLogSettings", "LogSettings"))
    return {os.path.realpath(log.path) for log in logs}


def more_logs(mattermost: Mattermost) -> Iterator[tuple[Path, str]]:
    """Yield the path and the setting of each log that is not sent already, each log once."""
    config = mattermost.config
    logs = [(target.path, target.setting) for target in config.log_targets()]
    name = config.text(f"{AUDIT}.FileName")
    if name and config.flag(f"{AUDIT}.FileEnabled"):
        logs.append((config.resolve(name), f"{AUDIT}.FileName"))
    seen = sent_already(mattermost)
    for path, setting in logs:
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            yield path, setting


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
    """Declare the files of advanced logging, and, on request, those with audit records."""
    logs = list(more_logs(mattermost))
    folders = folders_of(FOLDER, [path for path, _ in logs])
    for (path, setting), folder in zip(logs, folders, strict=True):
        is_audit = setting.startswith(AUDIT)
        yield from declare_log(
            mattermost,
            path,
            folder=folder,
            # What the setting itself names would be allowed: any file of the machine.
            setting=FOLDERS if is_audit else "LogSettings.FileLocation",
            below=settings["audit_folders"] if is_audit else (),
            title=N_("Audit log") if is_audit else N_("Log of advanced logging"),
            description=(
                N_("Who did what on the server, with user IDs and IP addresses")
                if is_audit
                else N_("A log that an advanced logging setting adds")
            ),
            default=not is_audit,
        )
