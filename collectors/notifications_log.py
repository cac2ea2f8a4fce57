"""`notifications.log`: what the server logged about its notifications, up to Mattermost 10."""

from collections.abc import Iterator

from collectors._rotated_logs import rotated_files
from support_packet import CollectError, Content, Mattermost, PacketFile, PacketNotice, hookimpl

TITLE = "Notifications log"
# Servers of the 5.3x line look for it where the server log is.
LOG = ("notifications.log", "NotificationLogSettings", "LogSettings")

MISSING = (
    "There is no log file %(path)s, or this program may not see it. "
    "Check NotificationLogSettings.FileLocation."
)


def notifications_log(mattermost: Mattermost) -> Content:
    """Return the log's lines; `CollectError` if the server writes none."""
    if not mattermost.config.flag("NotificationLogSettings.EnableFile"):
        raise CollectError(
            "The server writes no log file about notifications: "
            "NotificationLogSettings.EnableFile is false. Set it to true in the configuration, "
            "recreate the issue, and ask for a packet again."
        )
    return mattermost.log(*LOG)


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    """Declare `notifications.log`, and what it was before.

    From release 11 on its lines are in `mattermost.log`.
    """
    if mattermost.config.get("NotificationLogSettings") is None:
        return
    yield PacketFile(
        name="notifications.log",
        title=TITLE,
        description="What the server logged about push notifications and e-mails.",
        order=50,
        size=mattermost.log(*LOG).size(),
        collect=lambda: notifications_log(mattermost),
    )
    yield from rotated_files(mattermost, TITLE, *LOG)


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Say that the log is missing, where the server should write one."""
    log = mattermost.log(*LOG)
    if not mattermost.config.flag("NotificationLogSettings.EnableFile") or log.size() is not None:
        return []
    return [PacketNotice(MISSING, values={"path": str(log.path)})]
