"""The connections of one request: queries to the same server share one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import driver_connection, read_only_connection
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import DriverConnection
from support_packet.mattermost.sql.idle_connections import AheadConnection, Key, OpenConnection
from support_packet.mattermost.sql.sqlite_file import state_of_file
from support_packet.mattermost.sql.transactions import begin
from support_packet.process.late_imports import sqlalchemy


class ConnectionPool:
    """A pool of at most one read-only connection.

    All pools of the process share `limit`; without one, this pool has a limit of its own. Not
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
        _, timeout, seconds = key
        idle = self._limit.acquire(timeout, key) if self._holding else None
        if isinstance(idle, OpenConnection):
            try:
                begin(idle.connection, seconds)
            except sqlalchemy.exc.SQLAlchemyError:
                idle.closing.close()  # the server has closed it meanwhile
            else:
                if idle.is_current():
                    return idle
                idle.closing.close()
        if isinstance(idle, AheadConnection):
            idle.closing.pop_all()  # from now on, what it closes is closed with the connection
            idle.driver.begin()
            with suppress(DatabaseError):  # as above
                return self._new(key, acquired=True, driver=idle.driver)
        return self._new(key, acquired=self._holding and not idle)

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
