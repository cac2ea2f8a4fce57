"""The connections of one request: queries to the same server share one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import sqlalchemy

from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.data_source import DataSource


class ConnectionPool:
    """A pool of at most one read-only connection.

    All pools of the process share `limit`; without one, this pool has a limit of its own. Not
    SQLAlchemy's pool, which rolls back before it closes: that would wait for a response.
    """

    def __init__(self, limit: ConnectionLimit | None = None) -> None:
        self._limit = limit or ConnectionLimit()
        self._holding = False
        self._held: tuple[DataSource, sqlalchemy.Connection] | None = None
        self._closing = ExitStack()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Within this block, keep a connection open for the next query to the same server."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self._held = None
            self._closing.close()

    @contextmanager
    def acquire(
        self, source: DataSource, timeout: float, seconds: float | None = None
    ) -> Iterator[sqlalchemy.Connection]:
        """Acquire a connection to `source`; raises what `read_only_connection` raises.

        Each wait takes at most `timeout` seconds, a statement at most `seconds`; a held
        connection keeps the limits it has. At the end of the block the connection is closed,
        unless it is held; after an error it is always closed.
        """
        held, self._held = self._held, None
        if held is None or held[0] != source:
            self._closing.close()
            opening = read_only_connection(source, timeout, self._limit, seconds)
            held = source, self._closing.enter_context(opening)
        with self._closing.pop_all() as closing:
            yield held[1]
            if self._holding:
                self._held, self._closing = held, closing.pop_all()
