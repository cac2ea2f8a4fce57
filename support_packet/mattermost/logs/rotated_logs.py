"""The logs that a Mattermost server has rotated, and may be compressing or removing meanwhile."""

import heapq
import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.mattermost.logs.compressed_lines import claimed_size, newest_compressed_lines
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.regular_file import open_regular_file

_COMPRESSED = ".gz"
_TIME = r"-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}"
_MOST = 1000


def find_rotated_logs(
    log: Path, days: int, now: datetime, limit: int | None = None
) -> Iterator["RotatedLog"]:
    """Yield what `log` was until the server rotated it in the `days` before `now`, newest first.

    The time is the one in the name: the server's library, lumberjack, calls a log that it rotates
    `mattermost-2021-07-13T18-35-02.123.log`, in UTC, and compresses it later. `now` has a time
    zone; `limit` is the most bytes of each log to send, the newest ones. Raises `CollectError`
    where the directory cannot be listed, and after the newest thousand if there are more.
    """
    since = now.astimezone(UTC) - timedelta(days=days)
    names = _newest_names(log, f"{log.stem}-{since:%Y-%m-%dT%H-%M-%S}")
    for name in names[:_MOST]:
        yield RotatedLog(log.with_name(name), limit)
    if len(names) > _MOST:
        raise CollectError(
            "%(folder)s holds more logs rotated in %(days)s days than the newest %(most)s, which "
            "are here. Lower SUPPORT_PACKET_ROTATED_LOG_DAYS.",
            folder=log.parent,
            days=days,
            most=_MOST,
        )


def _newest_names(log: Path, since: str) -> list[str]:
    """Return the names from `since` on without `.gz`, newest first, one more than there may be."""
    pattern = re.compile(f"{re.escape(log.stem)}{_TIME}{re.escape(log.suffix)}", re.ASCII)
    try:
        with os.scandir(log.parent) as entries:
            # Of each there may be both forms. However many there are, few are kept.
            newest = heapq.nlargest(2 * _MOST + 1, _names(entries, pattern, since))
    except OSError as error:
        raise CollectError(
            "%(folder)s cannot be searched for rotated logs: %(reason)s. "
            "Let the account that this program runs as list it.",
            folder=log.parent,
            reason=error.strerror,
        ) from None
    except ValueError:
        return []  # a null character in the path, which whoever reads the log itself complains of
    return list(dict.fromkeys(newest))[: _MOST + 1]


def _names(
    entries: Iterator["os.DirEntry[str]"], pattern: "re.Pattern[str]", since: str
) -> Iterator[str]:
    for entry in entries:
        name = entry.name.removesuffix(_COMPRESSED)
        if pattern.fullmatch(name) and name >= since and entry.is_file(follow_symlinks=False):
            yield name


class RotatedLog:
    """A log that the server has put aside; `path` is where it is, or was, before compression."""

    def __init__(self, path: Path, limit: int | None = None) -> None:
        self.path = path
        self._compressed = path.with_name(path.name + _COMPRESSED)
        self._limit = limit

    def size(self) -> int | None:
        """Return the most bytes of it to send, as far as it says, None if it cannot be read."""
        try:
            with self._open() as file:
                packed = file.name == self._compressed
                size = claimed_size(file) if packed else os.fstat(file.fileno()).st_size
        except OSError:
            return None
        return size if self._limit is None else min(size, self._limit)

    def lines(self) -> Iterator[bytes]:
        """Yield it in blocks that end at a line's end; empty ones while that takes its time.

        `CollectError` where it is gone or cannot be read, `ContentCut` after all that could be
        sent where something is missing.
        """
        try:
            file = self._open()
        except OSError as error:
            raise CollectError(
                "%(path)s: %(reason)s. The server may have removed it meanwhile, or "
                "the account that this program runs as may not read it.",
                path=error.filename,
                reason=error.strerror,
            ) from None
        with file:
            packed = file.name == self._compressed
            yield from (newest_compressed_lines if packed else newest_lines)(file, self._limit)

    def _open(self) -> io.FileIO:
        """Open the log uncompressed, if that is still there: the other may be half-written."""
        try:
            return open_regular_file(self.path, follow=False)
        except FileNotFoundError:
            return open_regular_file(self._compressed, follow=False)
