"""The names of the logs to which a log was rotated, and where such files may be."""

import heapq
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.files.bounded_reading import read_within
from support_packet.mattermost.logs.decompressors import FORMATS, UNKNOWN_FORMATS
from support_packet.mattermost.logs.line_times import MAX_SECONDS
from support_packet.values.message import N_

_TIME = r"-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3})"
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NUMBER_OR_DATE = rf"[._@-]\d(?:[\dTZ:._+-]|{_MONTH}){{0,40}}"
_MANUAL = r"[._-](?:old|bak|backup|orig|prev|previous|save)|~"
"""How people name a log that they move away themselves."""
_MAX_FOLDERS = 20
_FOLDER_SECONDS = 3.0
"""How long a folder in that of the log may take: it may be on its own file system."""

_NOT_LISTED = N_(
    "%(folder)s can't be searched for rotated logs: %(reason)s. Give the account that runs "
    "support-packet read access."
)

_Found = tuple[str, str, Path]
"""The time and the name of a rotated log, and its folder."""


def newest_paths(log: Path, since: str, most: int) -> list[Path]:
    """Return the files to which `log` was rotated since that time, the `most` newest first.

    They are without the ending of what has compressed them; `since` is as lumberjack writes times.
    `CollectError` if the folder of the log cannot be listed.
    """
    try:
        # Each may exist in both forms. However many there are, few are kept in memory.
        newest = heapq.nlargest(most, _all_found(log, since))
    except OSError as error:
        raise CollectError(_NOT_LISTED, folder=log.parent, reason=error.strerror) from None
    except ValueError:
        return []  # a null character in the path: reading the log itself reports it
    # A file of one name only: the newest, since the first of a key is kept.
    by_name: dict[str, Path] = {}
    for _, name, folder in newest:
        by_name.setdefault(name, folder / name)
    return list(by_name.values())


def _all_found(log: Path, since: str) -> Iterator[_Found]:
    yield from _beside(log, since)
    if log.is_symlink():
        target = Path(os.path.realpath(log))
        with suppress(OSError):
            yield from _beside(target, since)


def _beside(log: Path, since: str) -> Iterator[_Found]:
    pattern = _pattern(log)
    folders = []
    with os.scandir(log.parent) as entries:
        for entry in entries:
            yield from _as_rotated(entry, pattern, since)
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
    for folder in islice(sorted(folders), _MAX_FOLDERS):
        with suppress(OSError):
            list_folder = partial(_in_folder, folder, log, since)
            yield from read_within(_FOLDER_SECONDS, folder, list_folder)


def _in_folder(folder: Path, log: Path, since: str) -> list[_Found]:
    """Return what is in a folder that logrotate moves logs to; one with such a log has its own."""
    with os.scandir(folder) as entries:
        names = [entry for entry in entries if entry.name.startswith(log.stem)]
    if any(entry.name == log.name for entry in names):
        return []
    pattern = _pattern(log)
    return [found for entry in names for found in _as_rotated(entry, pattern, since)]


def _pattern(log: Path) -> "re.Pattern[str]":
    """Return what the names of the files match to which `log` is rotated."""
    stem, suffix = re.escape(log.stem), re.escape(log.suffix)
    after = f"{suffix}(?:{_NUMBER_OR_DATE}|{_MANUAL})"
    forms = f"{_TIME}{suffix}|{after}|{_NUMBER_OR_DATE}{suffix}"
    return re.compile(f"{stem}(?:{forms})", re.ASCII)


def _as_rotated(
    entry: "os.DirEntry[str]", pattern: "re.Pattern[str]", since: str
) -> Iterator[_Found]:
    """Yield a file whose name matches if it was rotated `since` that time."""
    name = _plain_name(entry.name)
    match = pattern.fullmatch(name)
    if match and entry.is_file(follow_symlinks=False):
        time = match[1] or _last_change(entry)
        if time >= since:
            yield time, name, Path(entry.path).parent


def _plain_name(name: str) -> str:
    """Return what a file was called before it was compressed."""
    endings = (ending for ending in (*FORMATS, *UNKNOWN_FORMATS) if name.endswith(ending))
    return name.removesuffix(max(endings, key=len, default=""))


def _last_change(entry: "os.DirEntry[str]") -> str:
    """Return the time of the last change as lumberjack writes times, empty if it is gone."""
    try:
        seconds = entry.stat(follow_symlinks=False).st_mtime
    except FileNotFoundError:
        return ""
    time = datetime.fromtimestamp(min(max(seconds, 0), MAX_SECONDS), UTC)
    return f"{time:%Y-%m-%dT%H-%M-%S.%f}"
