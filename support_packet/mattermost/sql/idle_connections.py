"""Connections that wait, without a transaction, for the next request."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from support_packet.files.file_state import FileState
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import DriverConnection
from support_packet.mattermost.sql.sqlite_file import state_of_file
from support_packet.mattermost.sql.transactions import end
from support_packet.process.late_imports import sqlalchemy
from support_packet.process.threads import Thread

_MAX_AGE = 600.0
"""Seconds after which a connection is no longer kept: accounts and rights change."""

Key = tuple[DataSource, float, float]
"""Where a connection leads, how long it waits for the server, and for a statement, in seconds."""

Offered = Literal["taken", "wanted", "free"]
"""Whether a caller took the connection, waits for another one, or none waits."""


@dataclass(eq=False, kw_only=True)
class IdleConnection:
    """An open connection, what closes it, and until when it is kept (monotonic)."""

    key: Key
    closing: ExitStack
    opened: float = field(default_factory=monotonic)
    until: float = 0.0


@dataclass(eq=False, kw_only=True)
class OpenConnection(IdleConnection):
    """One that a request has used; `file` is the state of SQLite's file before it was opened."""

    connection: "sqlalchemy.Connection"
    file: FileState | None

    def is_current(self) -> bool:
        """Return whether it leads to the file that is there now; to a server it always does."""
        source = self.key[0]
        return not source.file or (self.file is not None and self.file == state_of_file(source))


@dataclass(eq=False, kw_only=True)
class AheadConnection(IdleConnection):
    """One that no request has used yet."""

    driver: DriverConnection


class IdleConnections:
    """Keeps connections for `seconds`.

    Only what packages had no part in is kept: a `SET` of theirs would hold for the next request.
    `offer` gives a connection to a request that waits for one.
    """

    def __init__(self, seconds: float, offer: Callable[[IdleConnection], Offered]) -> None:
        self._seconds = seconds
        self._offer = offer
        self._lock = threading.Lock()
        # In the order of their times.
        self._kept: list[IdleConnection] = []
        self._closing = False

    def put(self, used: OpenConnection) -> None:
        """Keep it, or close it; a thread ends its transaction, which waits for the server."""
        old = used.opened + _MAX_AGE < monotonic()
        if not self._seconds or old or not used.is_current():
            used.closing.close()
            return
        if used.file is not None:
            # It has no transaction, and nothing waits for a server.
            self.keep(used)
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
        return found

    def close_one(self) -> bool:
        """Close the one that was kept last; return whether there was one."""
        with self._lock:
            found = self._kept.pop() if self._kept else None
        if found is None:
            return False
        found.closing.close()
        return True

    def keep(self, idle: IdleConnection) -> None:
        """Keep it until a request takes it, or close it when none has for long enough."""
        with self._lock:
            offered = self._offer(idle)
            if offered == "free":
                idle.until = monotonic() + self._seconds
                self._kept.append(idle)
        if offered == "wanted":
            idle.closing.close()
        elif offered == "free" and not self._closes_old():
            self._drop(idle)

    def _keep(self, used: OpenConnection) -> None:
        try:
            end(used.connection)
        except sqlalchemy.exc.SQLAlchemyError:
            used.closing.close()
        else:
            self.keep(used)

    def _closes_old(self) -> bool:
        """Let a thread close those whose time is over; return whether there is one."""
        with self._lock:
            if self._closing:
                return True
            self._closing = True
        try:
            Thread(target=self._close_old, name="idle connections", daemon=True).start()
        except RuntimeError:
            self._closing = False
        return self._closing

    def _close_old(self) -> None:
        pause = threading.Event()
        while (idle := self._oldest()) is not None:
            left = idle.until - monotonic()
            if left > 0:
                pause.wait(left)
            else:
                self._drop(idle)

    def _oldest(self) -> IdleConnection | None:
        with self._lock:
            self._closing = bool(self._kept)
            return self._kept[0] if self._kept else None

    def _drop(self, idle: IdleConnection) -> None:
        """Close it, unless a request has taken it."""
        with self._lock:
            if idle not in self._kept:
                return
            self._kept.remove(idle)
        idle.closing.close()
