"""Data sources as Mattermost's configuration contains them: parsed, and searched for secrets."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn_sqlite import sqlite_data_source
from support_packet.secret_names import data_source_expression

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+://")
_DATABASE_SCHEMES = ("postgres", "mysql", "mariadb")
_NAMED = re.compile(
    rf"(?:(?<=[\s?&;])|^)(?:ssl)?(?:{data_source_expression()})\s*+=\s*+", re.IGNORECASE
)
_URL_ENDS = (re.compile(r"([^&#\s]*+)"),)
_PAIR_ENDS = (
    re.compile(r"'((?>(?:[^'\\]|\\.)*))'?", re.DOTALL),
    re.compile(r"(?!')((?>(?:[^\s\\]|\\.)*))", re.DOTALL),
    # Up to the next key, in case the password contains spaces that should have been quoted.
    re.compile(r"(?!')([^\s&]*+(?>(?:\s++(?!\w++\s*+=)\S++)*))"),
    re.compile(r"(?!')([^\s&]*+)"),
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def parse_data_source(
    driver: str,
    data_source: str,
    environment: Mapping[str, str],
    find: Callable[[str], Path] = Path,
) -> DataSource:
    """Return the parsed `data_source` for `driver`: `postgres`, `mysql` or `sqlite3`.

    `environment` is that of the server, whose `PG…` variables lib/pq reads; `find` returns where
    a path of the server is. `DataSourceError` says what is wrong and where, and never repeats the
    text.
    """
    if "\0" in data_source or not _is_utf8(data_source):
        raise DataSourceError("The data source contains a null character or is not valid UTF-8.")
    if not data_source.strip():
        raise DataSourceError("The data source is empty.")
    if not data_source.strip("* "):
        raise DataSourceError(
            "The data source is nothing but asterisks: a mask was saved in place of it. Write the "
            "real one."
        )
    # A server has one kind of database: the drivers of the others would take 9 to 15 MB.
    if driver == "postgres":
        from support_packet.mattermost.sql.dsn_postgres import postgres_data_source  # noqa: PLC0415 -- only its driver

        return postgres_data_source(data_source, environment, find)
    if driver == "mysql":
        from support_packet.mattermost.sql.dsn_mysql import mysql_data_source  # noqa: PLC0415 -- only its driver

        return mysql_data_source(data_source)
    if driver == "sqlite3":
        return sqlite_data_source(data_source, find)
    raise DataSourceError("The driver must be postgres or mysql.")


def secrets_in(data_source: str) -> frozenset[str]:
    """Return every password in a data source or URL of any form, as written and decoded.

    Rather too many than too few: if it is unclear where a password ends, each reading counts.
    Never raises.
    """
    found = {*_login_secrets(data_source), *_named_secrets(data_source)}
    return frozenset(secret for raw in found for secret in _decodings(raw)) - {""}


def _login_secrets(text: str) -> Iterator[str]:
    """Find the password of `user:password@`."""
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    readings = [re.split(r"[/?#]", rest, maxsplit=1)[0]] if scheme else []
    # In the URL of a database, an @ after a slash belongs to a password that was not escaped.
    # In other URLs it may be a part of the path.
    if not scheme or scheme[0].lower().startswith(_DATABASE_SCHEMES):
        readings += [rest.rpartition("/")[0], rest]
    for reading in readings:
        yield reading.rpartition("@")[0].partition(":")[2]


def _named_secrets(text: str) -> Iterator[str]:
    """Find the values of `password=value`, in key=value pairs and in a URL's query."""
    ends = _URL_ENDS if _SCHEME.match(text) else _PAIR_ENDS
    position = 0
    while key := _NAMED.search(text, position):
        position = key.end()
        for end in ends:
            if value := end.match(text, key.end()):
                position = max(position, value.end())
                yield value[1]


def _decodings(raw: str) -> tuple[str, ...]:
    return raw, unquote(raw), unquote_plus(raw), _ESCAPED.sub(r"\1", raw)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
