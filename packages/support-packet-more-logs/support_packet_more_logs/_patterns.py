"""Finds the logs that an operator's paths and patterns name."""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from support_packet import N_, warn

MAX_LOGS = 50
"""Of one program; a server with a log for each site can have hundreds."""

_TOO_MANY = N_(
    "%(count)s logs match %(patterns)s. Only the %(most)s that were written last are available."
)
_ROTATED = re.compile(r"(?:[.-]\d[\d-]*)?(?:\.gz)?$", re.ASCII)


def find_logs(patterns: Iterable[str]) -> list[Path]:
    """Return the logs that `patterns` match, sorted; a plain path even if there is no such file.

    Not what a log was before its rotations, and no folders. Of more than `MAX_LOGS`, those that
    changed last, with a warning.
    """
    found: set[str] = set()
    for pattern in filter(os.path.isabs, patterns):
        if is_pattern(pattern):
            found.update(path for path in _matching(pattern) if not Path(path).is_dir())
        else:
            found.add(os.path.normpath(pattern))
    logs = {path for path in found if _unrotated(path) not in found}
    if len(logs) > MAX_LOGS:
        warn(_TOO_MANY, count=len(logs), patterns=", ".join(patterns), most=MAX_LOGS)
        logs = set(sorted(logs, key=_changed_at, reverse=True)[:MAX_LOGS])
    return [Path(path) for path in sorted(logs)]


def is_pattern(text: str) -> bool:
    """Return whether `text` is not just the path of a file."""
    return glob.has_magic(text) and not os.path.lexists(text)


def matches(text: str) -> bool:
    """Return whether there is a log for `text`; the path of one file counts, whatever is there."""
    return not is_pattern(text) or next(_matching(text), None) is not None


def folder_of(pattern: str) -> Path:
    """Return the folder in which the names begin to vary."""
    parents = reversed(Path(pattern).parents)
    return [each for each in parents if not glob.has_magic(str(each))][-1]


def _matching(pattern: str) -> Iterator[str]:
    return glob.iglob(pattern)  # noqa: PTH207 -- pathlib would search the whole disk for /**/*.log


def _unrotated(path: str) -> str | None:
    """Return the log that was rotated to `path`, if that is what its name says."""
    log = _ROTATED.sub("", path)
    return log if log != path else None


def _changed_at(path: str) -> float:
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0
