"""Ends a wait for a PostgreSQL server that took the connection and answers no more."""

import contextlib
import os
import socket
import threading
from typing import Any

import psycopg
import sqlalchemy


class Watchdog:
    """Shuts an engine's one connection when an answer is overdue by `seconds`.

    libpq waits for ever for an answer. The server's own `statement_timeout` does not help when
    the server is stopped, or when a pooler before it keeps the statement in a queue. The other
    drivers have timeouts of their own. `overdue` says whether that happened.
    """

    def __init__(self, engine: sqlalchemy.Engine, seconds: float) -> None:
        self.overdue = False
        self._seconds = seconds
        self._timer: threading.Timer | None = None
        self._socket: socket.socket | None = None
        if engine.name == "postgresql":
            # First, since SQLAlchemy asks for the version in a listener of its own.
            sqlalchemy.event.listen(engine, "connect", self._attach, insert=True)
            sqlalchemy.event.listen(engine, "engine_connect", self._rest)
            sqlalchemy.event.listen(engine, "before_cursor_execute", self._start)
            sqlalchemy.event.listen(engine, "after_cursor_execute", self._rest)
            sqlalchemy.event.listen(engine, "handle_error", self._rest)

    def close(self) -> None:
        """Stop watching; the connection stays as it is."""
        self._rest()
        if self._socket is not None:
            self._socket.close()

    def _attach(self, connection: psycopg.Connection[Any], *_: Any) -> None:
        # A descriptor of its own: the connection's may be another file's when the timer ends.
        self._socket = socket.socket(fileno=os.dup(connection.fileno()))
        self._start()

    def _start(self, *_: Any) -> None:
        self._rest()
        self._timer = threading.Timer(self._seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self, *_: Any) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _shut(self) -> None:
        if self._socket is not None:
            self.overdue = True
            # It may be closed by now, by the server or by us.
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
