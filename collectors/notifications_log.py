"""`notifications.log`: the log of notifications, which servers up to Mattermost 10 write."""

from collections.abc import Iterator

from collectors._log_targets import has_notifications_log, notifications_log
from collectors._missing_log import missing_log
from support_packet import (
    N_,
    CollectError,
    Content,
    Log,
    Mattermost,
    PacketFile,
    PacketNotice,
    hookimpl,
    log_files,
)

TITLE = N_("Notifications log")


def written_log(mattermost: Mattermost, log: Log) -> Content:
    """Return the log's lines; `CollectError` if the server writes none."""
    if not _is_written(mattermost):
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
    return log


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    """Declare `notifications.log`, and its rotated files.

    From release 11 on, its lines are in `mattermost.log`, unless advanced logging writes it.
    """
    log = notifications_log(mattermost)
    if log is None:
        return
    yield from log_files(
        log,
        title=TITLE,
        description=N_("Push and email notification events"),
        group=N_("Logs"),
        order=50,
        collect=lambda: written_log(mattermost, log),
    )


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return a notice if the log is missing although the server should write one."""
    try:
        log = notifications_log(mattermost)
    except CollectError:
        return []  # the same happens to the file, which says so
    expected = log is not None and has_notifications_log(mattermost) and _is_written(mattermost)
    return missing_log(log) if log and expected else []


def _is_written(mattermost: Mattermost) -> bool:
    enabled = mattermost.config.flag("NotificationLogSettings.EnableFile")
    return enabled or not has_notifications_log(mattermost)
