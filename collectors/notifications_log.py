"""`notifications.log`: the log of notifications, which servers up to Mattermost 10 write."""

from collections.abc import Iterator

from support_packet import (
    N_,
    CollectError,
    Content,
    Mattermost,
    PacketFile,
    PacketNotice,
    hookimpl,
    log_files,
)

TITLE = N_("Notifications log")
# Servers of the 5.3x line look for it where the server log is.
LOG = ("notifications.log", "NotificationLogSettings", "LogSettings")

MISSING = N_(
    "%(path)s does not exist, or support-packet can't read it. Check "
    "NotificationLogSettings.FileLocation."
)


def notifications_log(mattermost: Mattermost) -> Content:
    """Return the log's lines; `CollectError` if the server writes none."""
    if not mattermost.config.flag("NotificationLogSettings.EnableFile"):
        raise CollectError(
            N_(
                "The server writes no notifications log: NotificationLogSettings.EnableFile is "
                "false."
            ),
            remedy=N_(
                "Set it to true in the configuration, recreate the issue, and download another "
                "packet."
            ),
        )
    return mattermost.log(*LOG)


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    """Declare `notifications.log`, and its rotated files.

    From release 11 on, its lines are in `mattermost.log`.
    """
    if mattermost.config.get("NotificationLogSettings") is None:
        return
    yield from log_files(
        mattermost.log(*LOG),
        title=TITLE,
        description=N_("Push and email notification events"),
        group=N_("Logs"),
        order=50,
        collect=lambda: notifications_log(mattermost),
    )


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return a notice if the log is missing although the server should write one."""
    log = mattermost.log(*LOG)
    if not mattermost.config.flag("NotificationLogSettings.EnableFile") or log.size() is not None:
        return []
    return [PacketNotice(MISSING, values={"path": str(log.path)})]
