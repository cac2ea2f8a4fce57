"""What changes when a file is replaced or written to."""

import os
from pathlib import Path

FileState = tuple[int, int, int, int, int]
"""Its device, inode and size, and when its content and its rights changed last, in nanoseconds."""


def state_of(path: Path | str) -> FileState | None:
    """Return the state of a file, `None` if it cannot be read; reading it says why."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- thousands of files
    except (OSError, ValueError):
        return None
    times = status.st_mtime_ns, status.st_ctime_ns
    return status.st_dev, status.st_ino, status.st_size, *times
