"""A connection for queries that follow one another, closed a moment after the last one."""

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from time import monotonic
from typing import Any

from support_packet.mattermost.sql.query import limit_rows, query_rows
from support_packet.mattermost.sql.query_errors import query_error
from support_packet.mattermost.sql.transactions import begin, end
from support_packet.process.late_imports import sqlalchemy
from support_packet.process.threads import Thread
from support_packet.values.row import Row

_LINGERS = 1.0
"""Seconds for which an idle connection stays open: others may be waiting for one."""


class KeptConnection:
    """At most one open connection; each query on it is its own transaction.

    Every method is called while the caller holds `turn`; so does the thread that closes the
    connection when nothing has used it for a moment. `connect` opens one: it waits for the
    server as long as its first argument says, for a statement as long as its second, in seconds.
    """

    def __init__(
        self,
        connect: "Callable[[float, float], AbstractContextManager[sqlalchemy.Connection]]",
        turn: "threading.RLock",
    ) -> None:
        self._connect = connect
        self._turn = turn
        self._limits = (0.0, 0.0)
        self._until = 0.0
        self._connection: sqlalchemy.Connection | None = None
        self._closing = ExitStack()
        self._closed = threading.Event()

    def query(
        self, sql: str, parameters: Mapping[str, Any], timeout: float, seconds: float
    ) -> list[Row]:
        """Return the rows of `sql`; raises what `connect` and `query_rows` raise.

        After an error the next query gets a new connection, so that it finds nothing of it.
        """
        connection = self._begun((timeout, seconds))
        try:
            found = query_rows(connection, sql, parameters, seconds)
        except BaseException:
            self.close()
            raise
        try:
            end(connection)
        except sqlalchemy.exc.SQLAlchemyError:
            self.close()  # the rows are here already
        self._until = monotonic() + _LINGERS
        return found

    def close(self) -> None:
        """Close the connection now, if there is one."""
        self._connection = None
        self._closed.set()
        self._closing.close()

    def _begun(self, limits: tuple[float, float]) -> "sqlalchemy.Connection":
        if self._connection is not None and self._limits == limits:
            until = monotonic() + limits[0]
            try:
                begin(self._connection, limits[1])
            except sqlalchemy.exc.SQLAlchemyError as error:
                self.close()
                # The server has closed it, or is silent: then no time is left for another.
                if monotonic() >= until:
                    raise query_error(error, limits[1]) from None
            else:
                return self._connection
        self.close()
        return self._open(limits)

    def _open(self, limits: tuple[float, float]) -> "sqlalchemy.Connection":
        connection = self._closing.enter_context(self._connect(*limits))
        self._connection, self._limits = connection, limits
        self._until = monotonic() + _LINGERS
        self._closed = threading.Event()
        try:
            limit_rows(connection)
            Thread(
                target=self._close_when_idle,
                args=[self._closed],
                name="idle connection",
                daemon=True,
            ).start()
        except sqlalchemy.exc.SQLAlchemyError as error:
            self.close()
            raise query_error(error, limits[1]) from None
        except RuntimeError:
            self._connection = None  # no other thread is allowed: the next query closes it
        return connection

    def _close_when_idle(self, closed: threading.Event) -> None:
        while not closed.wait(max(0, self._until - monotonic())):
            with self._turn:
                if not closed.is_set() and monotonic() >= self._until:
                    self.close()
