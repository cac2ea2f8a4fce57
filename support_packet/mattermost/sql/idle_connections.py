"""Connections that wait, without a transaction, for the next request."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import DriverConnection
from support_packet.mattermost.sql.transactions import end
from support_packet.process.late_imports import sqlalchemy
from support_packet.process.threads import Thread

_MAX_AGE = 600.0
"""Seconds after which a connection is not kept any more: accounts and rights change."""

Key = tuple[DataSource, float, float]
"""Where a connection leads, how long it waits for the server, and for a statement, in seconds."""

Offered = Literal["taken", "wanted", "free"]
"""Whether a caller took the connection, waits for another one, or none waits."""


@dataclass(eq=False, kw_only=True)
class IdleConnection:
    """An open connection, and what closes it; `taken` once it is not idle any more."""

    key: Key
    closing: ExitStack
    opened: float = field(default_factory=monotonic)
    taken: threading.Event = field(default_factory=threading.Event)


@dataclass(eq=False, kw_only=True)
class OpenConnection(IdleConnection):
    """One that a request has used."""

    connection: "sqlalchemy.Connection"


@dataclass(eq=False, kw_only=True)
class AheadConnection(IdleConnection):
    """One that no request has used yet."""

    driver: DriverConnection


class IdleConnections:
    """Keeps connections for `seconds`; none of SQLite, whose file may be replaced meanwhile.

    Only what packages had no part in is kept: a `SET` of theirs would hold for the next request.
    `offer` gives a connection to whoever waits for one.
    """

    def __init__(self, seconds: float, offer: Callable[[IdleConnection], Offered]) -> None:
        self._seconds = seconds
        self._offer = offer
        self._lock = threading.Lock()
        self._kept: list[IdleConnection] = []

    def put(self, used: OpenConnection) -> None:
        """Keep it, or close it; a thread ends its transaction, which waits for the server."""
        old = used.opened + _MAX_AGE < monotonic()
        if not self._seconds or old or used.connection.dialect.name == "sqlite":
            used.closing.close()
            return
        thread = Thread(target=self._keep, args=[used], name="idle connection", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            used.closing.close()

    def take(self, key: Key) -> IdleConnection | None:
        """Return a connection for `key`, if there is one; it has no transaction."""
        with self._lock:
            found = next((kept for kept in self._kept if kept.key == key), None)
            if found:
                self._kept.remove(found)
        if found:
            found.taken.set()
        return found

    def close_one(self) -> bool:
        """Close the one that was kept last; return whether there was one."""
        with self._lock:
            found = self._kept.pop() if self._kept else None
        if found is None:
            return False
        found.taken.set()
        found.closing.close()
        return True

    def _keep(self, used: OpenConnection) -> None:
        try:
            end(used.connection)
        except sqlalchemy.exc.SQLAlchemyError:
            used.closing.close()
            return
        used.taken = threading.Event()
        self.keep(used)

    def keep(self, idle: IdleConnection) -> None:
        """Wait until a request has taken it, or close it when none has for long enough."""
        with self._lock:
            offered = self._offer(idle)
            if offered == "free":
                self._kept.append(idle)
        if offered == "wanted" or (offered == "free" and self._is_left(idle)):
            idle.closing.close()

    def _is_left(self, idle: IdleConnection) -> bool:
        """Return whether the connection was taken by no caller for as long as it is kept."""
        if idle.taken.wait(self._seconds):
            return False
        with self._lock:
            if idle not in self._kept:
                return False
            self._kept.remove(idle)
            return True
