"""A parsed data source: where a database is and how to log in, for SQLAlchemy and its drivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from support_packet.process.late_imports import sqlalchemy

_MAX_SHOWN = 200


@dataclass(frozen=True)
class DataSource:
    """A parsed data source name.

    `dialect` is SQLAlchemy's, with the driver; `arguments` are for its `connect`. `file` is
    a database of SQLite, as a URI; others are among the arguments.
    `run_time` are PostgreSQL's run-time parameters, to be set after connecting. `endpoint` is the
    address of the server and the database, for messages.
    """

    dialect: str
    arguments: Mapping[str, Any] = field(repr=False)
    endpoint: str
    run_time: Mapping[str, str] = field(default_factory=dict, repr=False)
    file: str | None = None

    @property
    def kind(self) -> str:
        """The kind of database: `postgresql`, `mysql` or `sqlite`."""
        return self.dialect.partition("+")[0]

    @property
    def url(self) -> "sqlalchemy.URL":
        """The same for SQLAlchemy, without secrets."""
        query = {"mode": "ro", "uri": "true"} if self.file else {}
        return sqlalchemy.URL.create(self.dialect, database=self.file, query=query)


def endpoint(address: str, database: str) -> str:
    """Return `address` and `database` as a short printable text for messages and logs."""
    text = f"{address}/{database}"
    shown = text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
    return "".join(letter if letter.isprintable() else "?" for letter in shown)


def host_and_port(host: str, port: str | int) -> str:
    """Return the address, with brackets around one of IPv6."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
