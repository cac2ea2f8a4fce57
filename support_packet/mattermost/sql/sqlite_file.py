"""Whether the file of a SQLite database is still the same."""

import os
from urllib.parse import unquote

from support_packet.mattermost.sql.data_source import DataSource

FileState = tuple[float, ...]
"""What changes when a file is replaced or written to; one that cannot be read equals no other."""


def state_of_file(source: DataSource) -> FileState | None:
    """Return the state of a data source's file, `None` if it is not that of SQLite."""
    if source.file is None:
        return None
    try:
        status = os.stat(unquote(source.file.removeprefix("file:")))  # noqa: PTH116 -- for each request
    except (OSError, ValueError):
        return (float("nan"),)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
