"""Where a database is and how to log in, in the words of SQLAlchemy and its drivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy

_SHOWN = 200


@dataclass(frozen=True)
class DataSource:
    """A parsed data source name.

    `url` holds the dialect and nothing secret; `arguments` are for the driver's `connect`.
    `run_time` are PostgreSQL's run-time parameters, to be set once connected. `endpoint` is the
    server's address and the database, for messages.
    """

    url: sqlalchemy.URL
    arguments: Mapping[str, Any] = field(repr=False)
    endpoint: str
    run_time: Mapping[str, str] = field(default_factory=dict, repr=False)


def endpoint(address: str, database: str) -> str:
    """Return `address` and `database` as one word that is fit for a message and a log."""
    text = f"{address}/{database}"
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(letter if letter.isprintable() else "?" for letter in shown)
