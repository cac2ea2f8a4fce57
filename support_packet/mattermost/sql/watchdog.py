"""Ends a wait for a PostgreSQL server that accepted the connection but no longer responds."""

import os
import socket
from typing import Any

import psycopg
import sqlalchemy

from support_packet.network import ShutdownTimer


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
            # First, since SQLAlchemy asks for the version in a listener of its own.
            sqlalchemy.event.listen(engine, "connect", self._attach, insert=True)
            sqlalchemy.event.listen(engine, "engine_connect", self._stop)
            sqlalchemy.event.listen(engine, "before_cursor_execute", self._start)
            sqlalchemy.event.listen(engine, "after_cursor_execute", self._stop)
            sqlalchemy.event.listen(engine, "handle_error", self._stop)

    @property
    def expired(self) -> bool:
        """Whether a response was overdue, so that the connection was shut down."""
        return self._timer.expired

    def close(self) -> None:
        """Stop watching; the connection stays as it is."""
        self._timer.stop()
        if self._socket is not None:
            self._socket.close()

    def _attach(self, connection: psycopg.Connection[Any], *_: Any) -> None:
        # A duplicate: when the timer expires, the connection's own descriptor may be another file.
        self._socket = socket.socket(fileno=os.dup(connection.fileno()))
        self._timer.start()

    def _start(self, *_: Any) -> None:
        self._timer.start()

    def _stop(self, *_: Any) -> None:
        self._timer.stop()
