"""Where the server's logs are: those with their own place, and those of advanced logging."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from support_packet import CollectError, Log, LogTarget, Mattermost

SERVER_LOG = "mattermost.log"
NOTIFICATIONS_LOG = "notifications.log"

_OTHER_FILES = ("support_packet.yaml", "plugins.json", "sanitized_config.json", "warning.txt")
"""Names that a log of advanced logging must not take."""

_MERGED_IN = 11
"""The release in which the notifications log went into the server log."""


def writes_server_log(mattermost: Mattermost) -> bool:
    """Return whether the server writes `mattermost.log`, by its settings or advanced logging."""
    writes = mattermost.config.flag("LogSettings.EnableFile")
    return writes or _target_named(mattermost, SERVER_LOG) is not None


def server_log(mattermost: Mattermost) -> Log:
    """Return `mattermost.log`: the server's, or else a target of advanced logging of this name."""
    writes = mattermost.config.flag("LogSettings.EnableFile")
    target = None if writes else _target_named(mattermost, SERVER_LOG)
    return _log_of(mattermost, target) if target else mattermost.log(SERVER_LOG, "LogSettings")


def notifications_log(mattermost: Mattermost) -> Log | None:
    """Return `notifications.log`, None where the server has none.

    Since release 11 only a target of advanced logging writes it: what a configuration says about it
    otherwise is left over, and the file years old. Servers of the 5.3x line look for it where the
    server log is.
    """
    if has_notifications_log(mattermost):
        return mattermost.log(NOTIFICATIONS_LOG, "NotificationLogSettings", "LogSettings")
    target = _target_named(mattermost, NOTIFICATIONS_LOG)
    return _log_of(mattermost, target) if target else None


def has_notifications_log(mattermost: Mattermost) -> bool:
    """Return whether the server's release has its own notifications log."""
    config = mattermost.config
    if config.get("NotificationLogSettings") is None:
        return False
    if config.get("LogSettings.AdvancedLoggingJSON") is None:
        # Long before: no need to look for the release.
        return True
    release = (mattermost.server.version or "").partition(".")[0]
    return not release.isdecimal() or int(release) < _MERGED_IN


def other_targets(mattermost: Mattermost) -> dict[str, LogTarget]:
    """Return the targets by their names in the packet, without those of the two logs above.

    A file keeps its name. Of several with the same one, later ones keep folders of their path, too.
    """
    taken = {_path_of(server_log, mattermost), _path_of(notifications_log, mattermost)}
    named: dict[str, LogTarget] = {}
    for target in log_targets(mattermost):
        if target.path not in taken:
            used = {SERVER_LOG, NOTIFICATIONS_LOG, *_OTHER_FILES, *named}
            named[_free_name(target.path, used)] = target
    return named


def _path_of(find: Callable[[Mattermost], Log | None], mattermost: Mattermost) -> Path | None:
    """Return where a log is, None where its directory does not respond: others may."""
    try:
        log = find(mattermost)
    except CollectError:
        return None
    return log.path if log else None


def log_targets(mattermost: Mattermost) -> Sequence[LogTarget]:
    """Return the file targets below the log directory, each file once; a warning names others."""
    targets = mattermost.once("log targets", mattermost.config.log_targets)
    named: dict[Path, LogTarget] = {}
    for target in targets:
        if not _is_left_over(target, mattermost):
            named.setdefault(target.path, target)
    return list(named.values())


def _is_left_over(target: LogTarget, mattermost: Mattermost) -> bool:
    of_notifications = target.setting.startswith("NotificationLogSettings.")
    return of_notifications and not has_notifications_log(mattermost)


def _target_named(mattermost: Mattermost, name: str) -> LogTarget | None:
    targets = log_targets(mattermost)
    return next((target for target in targets if target.path.name == name), None)


def _log_of(mattermost: Mattermost, target: LogTarget) -> Log:
    return mattermost.log_file(target.path, setting=target.setting)


def _free_name(path: Path, taken: Collection[str]) -> str:
    folded = {name.casefold() for name in taken}
    parts = [part for part in path.parts if part not in (path.anchor, "..")]
    names = ["/".join(parts[-count:]) for count in range(1, len(parts) + 1)]
    return next((name for name in names if name.casefold() not in folded), names[-1])
