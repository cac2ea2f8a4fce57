"""The log files of a Mattermost server: where they are, and their lines as they stand."""

import io
import math
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.regular_file import open_regular_file

_HIGHEST_FOLDER = 3
"""How many folders above its own the server looks for a `logs` directory."""


def log_directory(config: Config, section: str) -> Path:
    """Return where the server puts the log that the configuration's `section` describes.

    `FileLocation` is a directory; servers up to 4.1 also took a file's name. Where it is empty,
    the server takes the first `logs` directory of its own folder and those above.
    """
    location = config.text(f"{section}.FileLocation")
    if not location:
        return _nearest_logs(config.directory)
    directory = config.resolve(location)
    return directory.parent if stat.S_ISREG(_mode(directory)) else directory


def _nearest_logs(home: Path) -> Path:
    # The program's own folder may be a link to another place.
    program = Path(os.path.realpath(home / "bin"))
    folders = [
        folder for start in (home, program) for folder in (start, *start.parents[:_HIGHEST_FOLDER])
    ]
    found = (folder / "logs" for folder in folders if stat.S_ISDIR(_mode(folder / "logs")))
    return next(found, home)


def _mode(path: Path) -> int:
    """Return what kind of file `path` is, 0 where there is none or none to be seen."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def find_log(
    config: Config,
    name: str,
    sections: tuple[str, ...],
    limit: int | None = None,
    until: float = math.inf,
) -> "LogFile":
    """Return the log `name` of the first of `sections` in whose directory there is one.

    `limit` and `until` are those of `newest_lines`.
    """
    logs = [
        LogFile(log_directory(config, section) / name, f"{section}.FileLocation", limit, until)
        for section in sections
    ]
    return next((log for log in logs if _mode(log.path)), logs[0])


class LogFile:
    """A log on disk that the server may be writing, rotating or removing meanwhile.

    Iterating opens it anew and gives `newest_lines` of it; `CollectError` where there is no such
    file to read. `setting` is what places the file, `limit` and `until` are those of
    `newest_lines`.
    """

    def __init__(
        self, path: Path, setting: str, limit: int | None = None, until: float = math.inf
    ) -> None:
        self.path = path
        self._setting = setting
        self._limit = limit
        self._until = until

    def size(self) -> int | None:
        """Return the most bytes that iterating gives now, None where there is no such file."""
        try:
            status = self.path.stat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        return status.st_size if self._limit is None else min(status.st_size, self._limit)

    def __iter__(self) -> Iterator[bytes]:
        with self._open() as file:
            yield from newest_lines(file, self._limit, self._until)

    def _open(self) -> io.FileIO:
        try:
            return open_regular_file(self.path)
        except OSError as error:
            raise self._unreadable(error) from None
        except ValueError:
            raise CollectError(
                "%(setting)s holds a null character. Correct it.", setting=self._setting
            ) from None

    def _unreadable(self, error: OSError) -> CollectError:
        if isinstance(error, PermissionError):
            return CollectError(
                "%(path)s: %(reason)s. Let the account that this program runs as read it.",
                path=self.path,
                reason=error.strerror,
            )
        return CollectError(
            "%(path)s: %(reason)s. Check %(setting)s, which says in which directory the server "
            "writes it.",
            path=self.path,
            reason=error.strerror,
            setting=self._setting,
        )
