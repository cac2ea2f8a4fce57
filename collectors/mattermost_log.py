"""`mattermost.log`: the server log, and how to configure it before downloading a packet."""

from collections.abc import Iterator
from urllib.parse import quote

from collectors._log_targets import log_targets, server_log, writes_server_log
from collectors._missing_log import missing_log
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

TITLE = N_("Server log")
_MAX_LEVEL = 32

ADVICE = N_(
    "Before downloading the support packet, set Output Logs to File to true and set File Log "
    "Level to DEBUG [here]. Afterwards, please recreate the issue with these settings before "
    "submitting."
)

LOW_LEVEL = N_(
    "File Log Level is %(level)s. [Set it to DEBUG], reproduce the problem, then download."
)

NONE = N_("The server writes no log file: LogSettings.EnableFile is false.")
OTHERS = N_(
    "The server writes no mattermost.log: LogSettings.EnableFile is false. Advanced logging writes "
    "%(files)s."
)


def mattermost_log(mattermost: Mattermost) -> Content:
    """Return the log's lines; `CollectError` if the server writes none."""
    if not writes_server_log(mattermost):
        raise CollectError(
            OTHERS if log_targets(mattermost) else NONE,
            remedy=N_(
                "Set Output Logs to File to true in the System Console, recreate the issue, and "
                "download another packet."
            ),
            files=", ".join(target.path.name for target in log_targets(mattermost)),
        )
    return server_log(mattermost)


def logging_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return what to enable, unless the server logs everything to a file already."""
    config = mattermost.config
    level = config.text("LogSettings.FileLevel").upper()
    writes_file = config.flag("LogSettings.EnableFile")
    if writes_file and level == "DEBUG":
        return []
    shown = "".join(letter if letter.isprintable() else "?" for letter in level)[:_MAX_LEVEL]
    message, values = (LOW_LEVEL, {"level": shown}) if writes_file else (ADVICE, {})
    site_url = quote(config.text("ServiceSettings.SiteURL"), safe=":/[]@%~")
    is_link = not site_url or site_url.startswith(("http://", "https://"))
    page = "/admin_console/environment/logging"
    url = site_url.rstrip("/") + page if is_link else None
    return [PacketNotice(message, url=url, values=values)]


def missing_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return a notice if the log is missing although the server should write one."""
    if not writes_server_log(mattermost):
        return []
    try:
        return missing_log(server_log(mattermost))
    except CollectError:
        return []  # the same happens to the file, which says so


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    """Declare `mattermost.log`, and its rotated files."""
    yield from log_files(
        server_log(mattermost),
        title=TITLE,
        description=N_("The server log since the last rotation"),
        group=N_("Logs"),
        order=40,
        collect=lambda: mattermost_log(mattermost),
    )


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Ask for debug logging, and for a log."""
    return logging_notices(mattermost) + missing_notices(mattermost)
