"""Lends connections, so that all questions of one request to one server share a connection."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import sqlalchemy

from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.data_source import DataSource


class Lender:
    """Lends read-only connections, one at a time; each wait takes `timeout` seconds at most.

    `limit` is what all lenders of the process share; without one, this is the only lender.
    """

    def __init__(self, timeout: float, limit: ConnectionLimit | None = None) -> None:
        self.timeout = timeout
        self._limit = limit or ConnectionLimit()
        self._keeping = False
        self._kept: tuple[DataSource, sqlalchemy.Connection] | None = None
        self._closing = ExitStack()

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Within this block, keep a connection open for the next who asks the same server."""
        self._keeping = True
        try:
            yield
        finally:
            self._keeping = False
            self._kept = None
            self._closing.close()

    @contextmanager
    def lend(self, source: DataSource) -> Iterator[sqlalchemy.Connection]:
        """Lend a connection to `source`; raises what `read_only_connection` raises.

        After an error none is kept.
        """
        kept, self._kept = self._kept, None
        if kept is None or kept[0] != source:
            self._closing.close()
            opening = read_only_connection(source, self.timeout, self._limit)
            kept = source, self._closing.enter_context(opening)
        with self._closing.pop_all() as closing:
            yield kept[1]
            if self._keeping:
                self._kept, self._closing = kept, closing.pop_all()
