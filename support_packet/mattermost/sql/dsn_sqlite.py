"""SQLite data sources, of the example installation and of old test servers."""

import os.path
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.data_source import DataSource, endpoint


def sqlite_data_source(text: str, find: Callable[[str], Path]) -> DataSource:
    """Return the data source in `text`: a path, which `find` looks up, or a `file:` URI.

    The file is opened for reading only and never created; parameters of a URI are dropped.
    """
    path = find(_path(text))
    # Messages do not repeat the path: a data source for another driver contains a password.
    try:
        # Since Python 3.14, `is_file` takes every error for "no".
        found = stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        found = False
    except OSError as error:
        raise DataSourceError(f"The database file cannot be found: {error.strerror}.") from None
    if not found:
        raise DataSourceError(
            f"The data source is not the path of a database file, absolute or in {find('.')}."
        )
    return DataSource(
        "sqlite",
        {"check_same_thread": False},
        endpoint(str(path.parent), path.name),
        file=f"file:{quote(os.path.realpath(path))}",
    )


def _path(text: str) -> str:
    if not text.startswith("file:"):
        return text
    # Two slashes and an empty host may come before the path.
    parts = urlsplit(text)
    if parts.netloc not in ("", "localhost"):
        raise DataSourceError("The data source is a file on another host.")
    return unquote(parts.path)
