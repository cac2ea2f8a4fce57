"""Ends a wait for a server that hangs or sends too much, and one whose caller has given up."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

from support_packet.mattermost.sql.wait_monitor import WaitMonitor
from support_packet.network.tcp_info import received_bytes
from support_packet.process.current_call import current_stopped
from support_packet.process.late_imports import sqlalchemy

_WATCHDOG = "watchdog"
"""The key in `Connection.info` of the connection's watchdog."""

MAX_BYTES = {"postgresql": 24 * 2**20, "mysql": 12 * 2**20}
"""The most that all connections may receive at a time, each the answer to one statement, such that
rows of one letter each take less than 100 MB of memory. Mattermost's configuration has at most
8 MiB."""

_MUCH = 0.1
"""From this part of `MAX_BYTES` on, what a failed statement has received is worth giving back."""

_monitor = WaitMonitor()


class Watchdog:
    """Shuts down a connection whose server takes longer than `seconds`, or sends too much.

    Also if the host has stopped waiting for the call that sent the statement: this frees the call's
    thread, and the server ends the statement after `seconds` at the latest.

    libpq waits for a response without a limit, and PyMySQL with one for each piece only. The
    server's own `statement_timeout` does not help if the server is stopped, or if a pooler in front
    of it keeps the statement in a queue. Drivers keep all that comes. The system counts the bytes,
    on Linux and not on Unix sockets.
    """

    def __init__(self, kind: str, seconds: float) -> None:
        self.expired = False
        self.flooded = False
        self._seconds = seconds
        self._max_bytes = MAX_BYTES.get(kind, 0)
        self._socket: socket.socket | None = None
        self._until = 0.0
        self._before: int | None = None
        self.share = 0.0
        self._stopped = current_stopped.get()

    def listen(self, engine: "sqlalchemy.Engine") -> None:
        """Watch each response to a statement on connections of this engine."""
        if self._max_bytes:
            sqlalchemy.event.listen(engine, "before_cursor_execute", self.start)
            sqlalchemy.event.listen(engine, "after_cursor_execute", self.stop)

    @property
    def received_much(self) -> bool:
        """Whether the last response was a large one."""
        return self.share > _MUCH

    def attach(self, driver: Any) -> None:
        """Watch the connection of a driver, first for what the driver sends when it opens it."""
        if not self._max_bytes:
            return
        # A duplicate: when the time is up, the connection's own descriptor may be another file.
        descriptor = driver.fileno() if hasattr(driver, "fileno") else driver._sock.fileno()  # noqa: SLF001 -- PyMySQL shows it nowhere else
        before, self._socket = self._socket, socket.socket(fileno=os.dup(descriptor))
        if before is not None:
            before.close()
        self.start()

    def keep_in(self, connection: "sqlalchemy.Connection") -> None:
        """Let `watched` find this watchdog; the connection is open now."""
        self.stop()
        connection.info[_WATCHDOG] = self

    def close(self) -> None:
        """Stop watching; the connection stays as it is."""
        self.stop()
        if self._socket is not None:
            self._socket.close()

    def start(self, *_: Any, seconds: float | None = None) -> None:
        """Watch the next response, for which its server has `seconds`, if not as many as others."""
        self.stop()
        self._before, self.share = self._received(), 0.0
        self._stopped = current_stopped.get()
        self._until = monotonic() + (self._seconds if seconds is None else seconds)
        _monitor.add(self)

    def stop(self, *_: Any) -> None:
        """Stop watching the response, which has come."""
        _monitor.remove(self)

    def look(self) -> bool:
        """End the wait if it is too long or its caller gave up; return whether it continues."""
        self.expired = monotonic() >= self._until
        if self._before is not None:
            self.share = ((self._received() or 0) - self._before) / self._max_bytes
        if not (self.expired or self._stopped()):
            return True
        self._end()
        return False

    def end_flood(self) -> None:
        """End the wait: too much came, here and on other connections."""
        self.flooded = True
        self._end()

    def _end(self) -> None:
        # It may be closed by now, by the server or by us.
        with suppress(OSError):
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)

    def _received(self) -> int | None:
        return received_bytes(self._socket) if self._socket else None


def note_error(context: Any) -> None:
    """Stop watching the connection that has an error, which is an answer.

    SQLAlchemy calls this for all connections of a dialect, whose engines share their listeners.
    """
    connection = context.connection
    watchdog = connection.info.get(_WATCHDOG) if connection is not None else None
    if watchdog is not None:
        watchdog.stop()


@contextmanager
def watched(connection: "sqlalchemy.Connection", seconds: float | None = None) -> Iterator[None]:
    """Watch a response that SQLAlchemy does not wait for itself, for `seconds` where given."""
    watchdog: Watchdog = connection.info[_WATCHDOG]
    watchdog.start(seconds=seconds)
    try:
        yield
    finally:
        watchdog.stop()
