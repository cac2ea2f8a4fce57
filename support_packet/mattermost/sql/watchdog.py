"""Ends a wait for a PostgreSQL server that accepted the connection but no longer responds."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy

from support_packet.network import ShutdownTimer

_WATCHDOG = "watchdog"
"""Under which key a connection keeps its own."""


class Watchdog:
    """Shuts down the connection of an engine if a response takes longer than `seconds`.

    libpq waits for a response without end. The server's own `statement_timeout` does not help
    if the server is stopped, or if a pooler in front of it keeps the statement in a queue. The
    other drivers have timeouts of their own.
    """

    def __init__(self, engine: sqlalchemy.Engine, seconds: float) -> None:
        self._socket: socket.socket | None = None
        self._timer = ShutdownTimer(seconds, lambda: self._socket)
        if engine.name == "postgresql":
            # Connecting has a limit of its own, and asks nothing.
            sqlalchemy.event.listen(engine, "engine_connect", self._attach)
            sqlalchemy.event.listen(engine, "before_cursor_execute", self.start)
            sqlalchemy.event.listen(engine, "after_cursor_execute", self.stop)
            sqlalchemy.event.listen(engine, "handle_error", self.stop)

    @property
    def expired(self) -> bool:
        """Whether a response was overdue, so that the connection was shut down."""
        return self._timer.expired

    def close(self) -> None:
        """Stop watching; the connection stays as it is."""
        self._timer.stop()
        if self._socket is not None:
            self._socket.close()

    def start(self, *_: Any) -> None:
        """Watch the next response."""
        self._timer.start()

    def stop(self, *_: Any) -> None:
        """Note that it has come."""
        self._timer.stop()

    def _attach(self, connection: sqlalchemy.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        # A duplicate: when the timer expires, the connection's own descriptor may be another file.
        self._socket = socket.socket(fileno=os.dup(driver.fileno()))
        connection.info[_WATCHDOG] = self


@contextmanager
def watched(connection: sqlalchemy.Connection) -> Iterator[None]:
    """Watch a response that SQLAlchemy does not wait for itself."""
    watchdog: Watchdog = connection.info[_WATCHDOG]
    watchdog.start()
    try:
        yield
    finally:
        watchdog.stop()
