"""SQLite data sources: the example installation's database, and old test servers'."""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import sqlalchemy

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.data_source import DataSource, endpoint


def sqlite_data_source(text: str, directory: Path) -> DataSource:
    """Return where `text` leads: a path, relative to `directory`, or a `file:` URI.

    The file is opened for reading only and never created; a URI's own parameters are dropped.
    """
    path = directory / _path(text)
    if not path.is_file():
        # Not named: a data source meant for another driver holds a password.
        raise DataSourceError(
            f"The data source is not the path of a database file, absolute or from {directory}."
        )
    query = {"mode": "ro", "uri": "true"}
    return DataSource(
        sqlalchemy.URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query=query),
        {"check_same_thread": False},
        endpoint(str(path.parent), path.name),
    )


def _path(text: str) -> str:
    if not text.startswith("file:"):
        return text
    # A file's URI may have two slashes and an empty host before the path.
    parts = urlsplit(text)
    if parts.netloc not in ("", "localhost"):
        raise DataSourceError("The data source is a file of another host.")
    return unquote(parts.path)
