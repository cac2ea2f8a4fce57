"""The current log files of a Mattermost server: where they are, and their newest lines."""

import io
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePath

from support_packet.errors import CollectError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.configuration.log_places import find_log_root, log_directory
from support_packet.mattermost.file_search import file_kind
from support_packet.mattermost.logs.bisection import file_reader, lines_within
from support_packet.mattermost.logs.holes import data_at
from support_packet.mattermost.logs.log_summary import LogSummary, last_lines, summarize
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.rotated_logs import (
    RotatedLog,
    find_rotated_logs,
    warn_if_left,
)
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.arguments import check_days, check_path, check_several, check_text
from support_packet.values.message import N_

_NOT_A_NAME = N_("%(name)s is not the name of a log: it must not lead out of the log directory.")
_OUTSIDE = N_(
    "%(path)s is outside the server's log directory and outside what %(setting)s names, so it is "
    "not in the packet."
)
_NULL_CHARACTER = N_("%(setting)s contains a null character. Correct it.")
_NO_PERMISSION = N_("%(path)s: %(reason)s. Give the account that runs support-packet read access.")
_NO_SECTION = 'mattermost.log() takes a section, too: mattermost.log("ldap.log", "LogSettings")'
_NO_SETTING = (
    "The setting of log_file() is {setting!r}, which is neither a path of the configuration, such "
    'as "LogSettings.FileLocation", nor the variable of a setting of your package, such as '
    '"SUPPORT_PACKET_MY_PACKAGE__LOG".'
)
_SILENT = N_(
    "The log directory, %(setting)s, cannot be read: %(reason)s. Check the file system that it is "
    "on."
)
_UNREADABLE = N_(
    "%(path)s: %(reason)s. Check %(setting)s, the directory in which the server writes this log."
)

_NAMED = N_("%(path)s: %(reason)s. Check %(setting)s.")
_DIRECTORY = ".FileLocation"
"""How the name of a setting ends that is the directory of a log."""


def find_log(
    config: Config,
    name: str,
    sections: tuple[str, ...],
    limits: LogLimits = LogLimits(),
    seconds: float | None = None,
) -> "LogFile":
    """Return the log `name` of the first of `sections` whose directory contains it.

    If none does, it is the one that the first section describes. `CollectError` if `name` leads
    out of the directory, or if the directory does not respond within `seconds`.
    """
    check_path("name of mattermost.log()", name)
    if not sections:
        raise TypeError(_NO_SECTION)
    for section in sections:
        check_text("section of mattermost.log()", section, 'str, such as "LogSettings"')
    if PurePath(name).is_absolute() or ".." in PurePath(name).parts:
        raise CollectError(_NOT_A_NAME, name=name)
    if seconds is None:
        return _first_log(config, name, sections, limits)
    setting = sections[0] + _DIRECTORY
    # Each directory by itself: the logs may be on several mounts.
    place = config.resolve(config.text(setting) or "logs")
    try:
        return read_within(seconds, place, lambda: _first_log(config, name, sections, limits))
    except NoAnswerError as error:
        raise CollectError(_SILENT, setting=setting, reason=error.strerror) from None


def _first_log(
    config: Config, name: str, sections: tuple[str, ...], limits: LogLimits
) -> "LogFile":
    logs = [
        LogFile(log_directory(config, section) / name, section + _DIRECTORY, limits)
        for section in sections
    ]
    return next((log for log in logs if file_kind(log.path)), logs[0])


def log_at(  # noqa: PLR0913 -- all that decides where a log may be
    config: Config,
    path: Path,
    setting: str,
    limits: LogLimits,
    below: Iterable[str | Path] = (),
    *,
    variables: Mapping[str, str] | None = None,
) -> "LogFile":
    """Return the log at `path`, which must be below a directory of logs.

    Allowed are the directory of the server log and what `setting` names, a directory or a log; it
    is a dotted path of the configuration, or one of this program's `SUPPORT_PACKET_…` `variables`.
    `below` are more of them. `CollectError` for any other path, after following symbolic links.
    """
    _check_setting(setting)
    check_several("below of log_file()", below, "a list of paths", 'below=["/var/log/nginx"]')
    below = list(below)
    for place in below:
        check_path("place in below of log_file()", place)
    named = config.get(setting) if "." in setting else (variables or {}).get(setting)
    places = [config.resolve(str(place)) for place in below]
    places += [config.resolve(named)] if isinstance(named, str) and named else []
    absolute = config.resolve(str(path))
    if find_log_root(config, absolute, places) is None:
        raise CollectError(_OUTSIDE, path=path, setting=setting)
    return LogFile(absolute, setting, limits)


def _check_setting(setting: str) -> None:
    check_text("setting of log_file()", setting, 'str, such as "LogSettings.FileLocation"')
    if "." not in setting and not setting.startswith("SUPPORT_PACKET_"):
        raise ValueError(_NO_SETTING.format(setting=setting))


class LogFile:
    """A log on disk that the server may write, rotate or remove at any time.

    Iterating opens it and yields its `newest_lines`; `CollectError` if it cannot be opened.
    `setting` is the one that determines where the file is.
    """

    def __init__(self, path: Path, setting: str, limits: LogLimits = LogLimits()) -> None:
        self.path = path
        self._setting = setting
        self._limits = limits

    def size(self) -> int | None:
        """Return how many bytes iterating would yield now at most; None if there is no file."""
        try:
            status = self.path.stat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        if not self._limits.window:
            return self._limits.capped(status.st_size)
        try:
            with open_regular_file(self.path) as file:
                reader = file_reader(file.fileno())
                first = data_at(file.fileno(), 0, status.st_size)
                start, end = lines_within(reader, first, status.st_size, self._limits.window)
        except OSError:
            return self._limits.capped(status.st_size)
        return self._limits.capped(end - start)

    def summary(self, *, hours: bool) -> LogSummary:
        """Return what the log is about, whatever the window; `OSError` if it cannot be opened."""
        with self._open() as file:
            return summarize(file.fileno(), hours=hours)

    def newest(self, lines: int) -> bytes:
        """Return its newest lines in the window, at most `lines` of them and 128 KiB."""
        with self._open() as file:
            return last_lines(file.fileno(), lines, self._limits.window)

    def rotated(self, days: int | None = None) -> Iterator[RotatedLog]:
        """Yield its rotated logs of the last `days`, newest first.

        `None` are the days of `limits`. `CollectError` if they cannot be listed, or after the last
        one if there are too many.
        """
        check_days("days of rotated()", days)
        if days := self._limits.rotated_days if days is None else days:
            yield from find_rotated_logs(self.path, days, datetime.now(UTC), self._limits)

    def __iter__(self) -> Iterator[bytes]:
        with self._open() as file:
            warn_if_left(self.path, os.fstat(file.fileno()), self._limits)
            yield from newest_lines(file, self._limits)

    def _open(self) -> io.FileIO:
        try:
            return open_regular_file(self.path)
        except PermissionError as error:
            raise CollectError(_NO_PERMISSION, path=self.path, reason=error.strerror) from None
        except OSError as error:
            is_directory = self._setting.endswith(_DIRECTORY)
            raise CollectError(
                _UNREADABLE if is_directory else _NAMED,
                path=self.path,
                reason=error.strerror,
                setting=self._setting,
            ) from None
        except ValueError:
            raise CollectError(_NULL_CHARACTER, setting=self._setting) from None
