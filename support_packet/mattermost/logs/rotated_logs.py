"""The logs that a server or logrotate has rotated, and may compress or remove at any time."""

import io
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs.compressed_lines import newest_compressed_lines
from support_packet.mattermost.logs.compressed_sizes import claimed_size
from support_packet.mattermost.logs.decompressors import FORMATS, UNKNOWN_FORMATS
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.rotated_names import newest_paths
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.message import N_, Message
from support_packet.values.warning import warn

_BY_RARITY: tuple[str, ...] = tuple(reversed(tuple(FORMATS)))
_MAX_LOGS = 1000

_TOO_MANY = N_(
    "%(folder)s contains more logs rotated in the last %(days)s days than the newest %(most)s, "
    "which are in the packet. Lower %(setting)s."
)
_LEFT = N_(
    "%(path)s is empty: since it was rotated, the server has been writing to %(other)s. Restart "
    "the server, let logrotate use copytruncate, and set %(setting)s to include that file in the "
    "packet."
)
_UNKNOWN = N_("%(path)s: %(reason)s. Check %(setting)s.")
_GONE = N_(
    "%(path)s: %(reason)s. Either the server has just removed it, or the account that runs "
    "support-packet needs read access."
)


def find_rotated_logs(
    log: Path, days: int, now: datetime, limits: LogLimits
) -> Iterator["RotatedLog"]:
    """Yield the files to which `log` was rotated in the `days` before `now`, newest first.

    The time is the one in the name: lumberjack, the server's library, names a rotated log
    `mattermost-2021-07-13T18-35-02.123.log`, in UTC, and compresses it later. logrotate names it
    `mattermost.log.1`, `mattermost.log-2021071318`, or, where the ending is kept,
    `mattermost-20210713.log`; its time is that of the last change. They are next to the log,
    next to the file that it is a link to, or in a folder there, which logrotate calls `olddir`.
    `now` must have a time zone; `limits` apply to each log. Raises `CollectError` if the directory
    cannot be listed, and after the newest thousand if there are more.
    """
    since = now.astimezone(UTC) - timedelta(days=days)
    if limits.window.since is not None:
        # The time in its name is when the last line had been written.
        since = max(since, datetime.fromtimestamp(limits.window.since, UTC))
    paths = newest_paths(log, f"{since:%Y-%m-%dT%H-%M-%S}", 2 * _MAX_LOGS + 1)[: _MAX_LOGS + 1]
    for path in paths[:_MAX_LOGS]:
        yield RotatedLog(path, limits)
    if len(paths) > _MAX_LOGS:
        raise CollectError(
            _TOO_MANY,
            folder=log.parent,
            days=days,
            most=_MAX_LOGS,
            setting=limits.names.rotated_log_days,
        )


def warn_if_left(log: Path, status: os.stat_result, limits: LogLimits) -> None:
    """Warn where `log`, of this status, is empty because the server still writes to the old file.

    logrotate's `create` leaves it so, without `copytruncate`: the server does not open its log
    again.
    """
    changed = datetime.fromtimestamp(max(status.st_mtime, 0) + 1, UTC)
    if status.st_size:
        return
    with suppress(CollectError, OSError):
        for path in newest_paths(log, f"{changed:%Y-%m-%dT%H-%M-%S.%f}", 1):
            if path.stat(follow_symlinks=False).st_mtime > changed.timestamp():
                warn(_LEFT, path=log, other=path, setting=limits.names.rotated_log_days)


class RotatedLog:
    """A log that was rotated; `path` is the one before compression."""

    def __init__(self, path: Path, limits: LogLimits = LogLimits()) -> None:
        self.path = path
        self._limits = limits

    def size(self) -> int | None:
        """Return how many bytes of it are sent, as far as it claims; None if it is unreadable."""
        try:
            with self._open() as file:
                size = self._size_of(file)
        except OSError:
            return None
        return None if size is None else self._limits.capped(size)

    def _size_of(self, file: io.FileIO) -> int | None:
        if file.name == self.path:
            return os.fstat(file.fileno()).st_size
        # The other formats do not say it.
        return claimed_size(file) if Path(str(file.name)).suffix == ".gz" else None

    def lines(self) -> Iterator[bytes]:
        """Yield blocks that end at a line end, empty ones if the next one takes long.

        `CollectError` if it is gone or cannot be read; `ContentCut`, after everything that could
        be sent, if something is missing.
        """
        try:
            file = self._open()
        except OSError as error:
            raise self._unreadable(error) from None
        with file:
            if file.name == self.path:
                yield from newest_lines(file, self._limits)
                return
            decompressor = FORMATS[Path(str(file.name)).suffix]
            yield from newest_compressed_lines(file, self._limits, decompressor)

    def _unreadable(self, error: OSError) -> CollectError:
        for ending in UNKNOWN_FORMATS:
            path = self.path.with_name(self.path.name + ending)
            if path.is_file():
                reason = Message(N_("support-packet can't read this format"))
                return CollectError(_UNKNOWN, path=path, reason=reason, setting="logrotate")
        return CollectError(_GONE, path=error.filename, reason=error.strerror)

    def _open(self) -> io.FileIO:
        """Open the uncompressed file if it still exists: the other may be incomplete."""
        with suppress(FileNotFoundError):
            return open_regular_file(self.path, follow=False)
        *others, usual = [self.path.with_name(self.path.name + ending) for ending in _BY_RARITY]
        for path in others:
            with suppress(FileNotFoundError):
                return open_regular_file(path, follow=False)
        return open_regular_file(usual, follow=False)
