"""The connections of one request: queries to the same server share one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import driver_connection, read_only_connection
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import DriverConnection
from support_packet.mattermost.sql.idle_connections import (
    AheadConnection,
    IdleConnection,
    Key,
    OpenConnection,
)
from support_packet.mattermost.sql.sqlite_file import state_of_file
from support_packet.mattermost.sql.transactions import begin

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy


class ConnectionPool:
    """A pool of at most one read-only connection.

    All pools of the process share `limit`; without one, this pool has its own limit. Not
    SQLAlchemy's pool, which rolls back before it closes: that would wait for a response.
    """

    def __init__(self, limit: ConnectionLimit | None = None) -> None:
        self._limit = limit or ConnectionLimit()
        self._holding = False
        self._held: OpenConnection | None = None

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Within this block, keep a connection open for the next query to the same server.

        Nothing in it may change the session: the next request may get the connection.
        """
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            held, self._held = self._held, None
            if held:
                self._limit.idle.put(held)

    @contextmanager
    def acquire(
        self, source: DataSource, timeout: float, seconds: float | None = None
    ) -> "Iterator[sqlalchemy.Connection]":
        """Acquire a connection to `source`; raises what `read_only_connection` raises.

        Each wait takes at most `timeout` seconds, a statement at most `seconds`; a held
        connection keeps the limits it has. At the end of the block the connection is closed,
        unless it is held; after an error it is always closed.
        """
        held, self._held = self._held, None
        if held is None or held.key[0] != source:
            if held:
                held.closing.close()
            held = self._opened((source, timeout, timeout if seconds is None else seconds))
        with held.closing.pop_all() as closing:
            yield held.connection
            if self._holding:
                held.closing = closing.pop_all()
                self._held = held

    @contextmanager
    def ahead(self, source: DataSource, timeout: float) -> Iterator[None]:
        """Open a connection for the next request.

        `DatabaseError` if that fails. It counts, and is closed like others that are idle.
        """
        self._limit.acquire(timeout)
        with ExitStack() as closing:
            closing.callback(self._limit.release)
            driver = driver_connection(source, timeout)
            closing.callback(driver.close)
            yield
            key = source, timeout, timeout
            idle = AheadConnection(key=key, closing=closing.pop_all(), driver=driver)
        self._limit.idle.keep(idle)

    def _opened(self, key: Key) -> OpenConnection:
        """Return the connection that another request has left, or a new one."""
        _, timeout, _ = key
        idle = self._limit.acquire(timeout, key) if self._holding else None
        until = monotonic() + timeout
        try:
            used = self._used(idle)
        except DatabaseError:
            # The server has closed it meanwhile, or is silent: then no time is left for another.
            if monotonic() >= until:
                raise
            used = None
        return used or self._new(key, acquired=self._holding and not idle)

    def _used(self, idle: IdleConnection | None) -> OpenConnection | None:
        """Return an idle connection in a transaction, `None` if it leads to an older file.

        `DatabaseError` if the server does not begin one; then the connection is closed.
        """
        match idle:
            case OpenConnection(key=(_, _, seconds)):
                with idle.closing.pop_all() as closing:
                    begin(idle.connection, seconds)
                    if idle.is_current():
                        idle.closing = closing.pop_all()
                        return idle
            case AheadConnection():
                idle.closing.pop_all()  # from now on, what it closes is closed with the connection
                idle.driver.begin()
                return self._new(idle.key, acquired=True, driver=idle.driver)
        return None

    def _new(
        self, key: Key, *, acquired: bool, driver: DriverConnection | None = None
    ) -> OpenConnection:
        source, timeout, seconds = key
        opening = read_only_connection(
            source, timeout, self._limit, seconds, acquired=acquired, driver=driver
        )
        closing = ExitStack()
        file = state_of_file(source)
        connection = closing.enter_context(opening)
        return OpenConnection(key=key, closing=closing, connection=connection, file=file)
