"""The log files of a Mattermost server: where they are, and their lines as they stand."""

import os
import stat
from collections.abc import Generator, Iterator
from pathlib import Path

from support_packet.errors import CollectError, ContentCut
from support_packet.mattermost.configuration.config import Config

_BLOCK_BYTES = 512 * 1024
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
    folders = (home, *home.parents[:_HIGHEST_FOLDER], home / "bin")
    found = (folder / "logs" for folder in folders if stat.S_ISDIR(_mode(folder / "logs")))
    return next(found, home)


def _mode(path: Path) -> int:
    """Return what kind of file `path` is, 0 where there is none or none to be seen."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def find_log(config: Config, name: str, sections: tuple[str, ...], limit: int | None) -> "LogFile":
    """Return the log `name` of the first of `sections` in whose directory there is one.

    `limit` is the most bytes to send, the newest ones.
    """
    logs = [
        LogFile(log_directory(config, section) / name, f"{section}.FileLocation", limit)
        for section in sections
    ]
    return next((log for log in logs if _mode(log.path)), logs[0])


class LogFile:
    """A log on disk that the server may be writing, rotating or removing meanwhile.

    Iterating opens it anew and gives blocks of bytes that end at a line's end, up to the size at
    the start. It raises `CollectError` where there is no such file to read, and `ContentCut`,
    after all that could be sent, where something is missing. `setting` is what places the file.
    """

    def __init__(self, path: Path, setting: str, limit: int | None = None) -> None:
        self.path = path
        self._setting = setting
        self._limit = limit

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
        descriptor = self._open()
        try:
            yield from self._lines(descriptor)
        except OSError as error:
            raise ContentCut(
                f"{self.path} could not be read to its end: {error.strerror}. Check its disk."
            ) from None
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        # Without O_NONBLOCK, opening a pipe in the log's place would wait for a writer.
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
        try:
            descriptor = os.open(self.path, flags)
        except OSError as error:
            raise CollectError(f"{self.path}: {error.strerror}. {self._advice(error)}") from None
        except ValueError:
            raise CollectError(f"{self._setting} holds a null character. Correct it.") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise CollectError(f"{self.path} is no regular file. {self._advice()}")
        return descriptor

    def _advice(self, error: OSError | None = None) -> str:
        if isinstance(error, PermissionError):
            return "Let the account that this program runs as read it."
        return f"Check {self._setting}, which says in which directory the server writes it."

    def _lines(self, descriptor: int) -> Iterator[bytes]:
        size = os.fstat(descriptor).st_size
        end = _end_of_lines(descriptor, size)
        start = self._start(descriptor, end)
        sent = yield from _blocks(descriptor, start, end)
        missing = []
        if start:
            missing.append(f"its first {start} bytes: only the newest {self._limit} are wanted")
        if sent < end:
            missing.append("its end: the server has cut the file short meanwhile, ask again")
        elif end < size:
            missing.append(f"its last {size - end} bytes: the last line is not complete yet")
        if missing:
            raise ContentCut(f"{self.path} is here without {' and without '.join(missing)}.")

    def _start(self, descriptor: int, end: int) -> int:
        if self._limit is None or end <= self._limit:
            return 0
        return _next_line(descriptor, end - self._limit, end)


def _blocks(descriptor: int, start: int, end: int) -> Generator[bytes, None, int]:
    """Yield the bytes from `start` to `end`, and return where they really ended."""
    while start < end:
        block = os.pread(descriptor, min(_BLOCK_BYTES, end - start), start)
        lines = block.rfind(b"\n") + 1
        if not lines and len(block) == _BLOCK_BYTES and start + len(block) < end:
            lines = len(block)  # of a longer line, which goes out in pieces
        if not lines:
            break
        yield block[:lines]
        start += lines
    return start


def _end_of_lines(descriptor: int, size: int) -> int:
    """Return where the last complete line before `size` ends."""
    while size:
        start = max(0, size - _BLOCK_BYTES)
        found = os.pread(descriptor, size - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        size = start
    return 0


def _next_line(descriptor: int, start: int, end: int) -> int:
    """Return where the first line that begins at `start` or later begins, at most `end`."""
    start -= 1
    while start < end and (block := os.pread(descriptor, _BLOCK_BYTES, start)):
        found = block.find(b"\n")
        if found >= 0:
            return min(start + found + 1, end)
        start += len(block)
    return end
