"""A parsed data source: where a database is and how to log in, for SQLAlchemy and its drivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy

_MAX_SHOWN = 200


@dataclass(frozen=True)
class DataSource:
    """A parsed data source name.

    `url` contains the dialect and no secrets; `arguments` are for the driver's `connect`.
    `run_time` are PostgreSQL's run-time parameters, to be set after connecting. `endpoint` is the
    address of the server and the database, for messages.
    """

    url: sqlalchemy.URL
    arguments: Mapping[str, Any] = field(repr=False)
    endpoint: str
    run_time: Mapping[str, str] = field(default_factory=dict, repr=False)


def endpoint(address: str, database: str) -> str:
    """Return `address` and `database` as a short printable text for messages and logs."""
    text = f"{address}/{database}"
    shown = text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
    return "".join(letter if letter.isprintable() else "?" for letter in shown)


def host_and_port(host: str, port: str | int) -> str:
    """Return the address, with brackets around one of IPv6."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
