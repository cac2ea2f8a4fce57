"""The current log files of a Mattermost server: where they are, and their newest lines."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.file_search import file_kind, is_folder, search_folders
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.message import N_
from support_packet.regular_file import open_regular_file

_LEVELS = 3
"""How many folders above its own the server searches for a `logs` directory."""

_NULL_CHARACTER = N_("%(setting)s contains a null character. Correct it.")
_NO_PERMISSION = N_("%(path)s: %(reason)s. Give the account that runs support-packet read access.")
_UNREADABLE = N_(
    "%(path)s: %(reason)s. Check %(setting)s, the directory in which the server writes this log."
)


def log_directory(config: Config, section: str) -> Path:
    """Return the directory of the log that `section` of the configuration describes.

    `FileLocation` is a directory; servers up to 4.1 also accepted the name of a file. If it is
    empty, the server uses the first `logs` directory in its own folder and those above.
    """
    location = config.text(f"{section}.FileLocation")
    if not location:
        return _nearest_logs(config.install_dir)
    directory = config.resolve(location)
    return directory.parent if file_kind(directory) == stat.S_IFREG else directory


def _nearest_logs(install_dir: Path) -> Path:
    found = (folder / "logs" for folder in search_folders(install_dir, _LEVELS))
    return next((logs for logs in found if is_folder(logs)), install_dir)


def find_log(
    config: Config,
    name: str,
    sections: tuple[str, ...],
    limits: LogLimits = LogLimits(),  # noqa: B008 -- it is frozen
) -> "LogFile":
    """Return the log `name` of the first of `sections` whose directory contains it.

    If none does, it is the one that the first section describes.
    """
    logs = [
        LogFile(log_directory(config, section) / name, f"{section}.FileLocation", limits)
        for section in sections
    ]
    return next((log for log in logs if file_kind(log.path)), logs[0])


class LogFile:
    """A log on disk that the server may write, rotate or remove at any time.

    Iterating opens it and yields its `newest_lines`; `CollectError` if it cannot be opened.
    `setting` is the one that determines where the file is.
    """

    def __init__(self, path: Path, setting: str, limits: LogLimits = LogLimits()) -> None:  # noqa: B008 -- it is frozen
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
        return self._limits.capped(status.st_size)

    def __iter__(self) -> Iterator[bytes]:
        with self._open() as file:
            yield from newest_lines(file, self._limits)

    def _open(self) -> io.FileIO:
        try:
            return open_regular_file(self.path)
        except PermissionError as error:
            raise CollectError(_NO_PERMISSION, path=self.path, reason=error.strerror) from None
        except OSError as error:
            raise CollectError(
                _UNREADABLE, path=self.path, reason=error.strerror, setting=self._setting
            ) from None
        except ValueError:
            raise CollectError(_NULL_CHARACTER, setting=self._setting) from None
