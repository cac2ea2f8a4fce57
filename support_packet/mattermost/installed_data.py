"""An installation's configuration and database, which all else is read from."""

import copy
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, Self

from support_packet.errors import DatabaseError, SupportPacketError
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.configuration.config import Config, ConfigSource, load_config
from support_packet.mattermost.configuration.environment import mattermost_variables
from support_packet.mattermost.database import Database
from support_packet.mattermost.outcome import ProblemOf, attempted
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.server_rows import ServerRows, read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.query_arguments import check_query
from support_packet.mattermost.sql.query_audit import QUERY, audited
from support_packet.mattermost.sql.query_errors import query_error
from support_packet.mattermost.sql.tables import columns_of
from support_packet.process.current_call import current_seconds
from support_packet.process.late_imports import sqlalchemy
from support_packet.values.arguments import check_seconds, check_text
from support_packet.values.row import Row

_MIN_SECONDS = 0.001


class InstalledData:
    """Reads the configuration and the database, each when it is first needed.

    `environment` holds all variables of the server. All installations that share `connections`
    stay within this limit together; those that share a `cache` read again only what has changed.
    """

    def __init__(
        self,
        directory: Path,
        environment: Mapping[str, str],
        limits: ReadingLimits = ReadingLimits(),
        connections: ConnectionLimit | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._opened = monotonic()
        self._cache = cache or Cache()
        self.directory = directory
        self.environment = mattermost_variables(environment)
        self._all_variables = environment
        self._limits = limits
        self._pool = ConnectionPool(connections)
        self._found_rows: ServerRows | None = None

    @property
    def network_timeout(self) -> float:
        """The limit of every single wait for a server, in seconds."""
        return self._limits.network_timeout

    def with_network_timeout(self, max_seconds: float) -> Self:
        """Return a copy whose `network_timeout` is at most `max_seconds`.

        It shares what was read so far, and the memory of database servers that failed. From then
        on, use the copy only.
        """
        other = copy.copy(self)
        timeout = min(self.network_timeout, max_seconds)
        other._limits = replace(self._limits, network_timeout=timeout)  # noqa: SLF001 -- its own
        return other

    @attempted(SupportPacketError)
    def config(self) -> Config:
        """The active configuration; raises what `load_config` raises."""
        source = ConfigSource(
            self.directory, self.environment, self._all_variables, self._limits.paths
        )
        pool, timeout, cache = self._pool, self.network_timeout, self._cache
        return cache.since(self._opened, source, lambda: load_config(source, pool, timeout, cache))

    config_problem = ProblemOf(config, "Why the configuration cannot be read; empty if it can.")

    @CachedProperty
    def _database(self) -> Database:
        return Database(self.config, self._all_variables, self._pool)

    @property
    def database(self) -> str:
        """The kind of database: `postgres`, `mysql` or `sqlite3`."""
        return self.config.text("SqlSettings.DriverName")

    def one_connection(self) -> AbstractContextManager[None]:
        """Return a block within which the configuration and the database share a connection."""
        return self._pool.hold()

    def connect(self) -> "AbstractContextManager[sqlalchemy.Connection]":
        """Open a read-only connection to Mattermost's database; `DatabaseError` if that fails.

        Only one is open at a time, until the block ends. A query may take `network_timeout`.
        """
        sys.audit(QUERY, "connect")
        return self._database.connect(self.network_timeout)

    def connect_ahead(self) -> None:
        """Open a connection for the next request with this configuration.

        `DatabaseError` if that fails.
        """
        self._database.connect_ahead(self.network_timeout)

    def query(
        self, sql: str, *unnamed: object, seconds: float | None = None, **parameters: Any
    ) -> list[Row]:
        """Return the rows of one query, which may take `seconds`, else `network_timeout`.

        It may not take longer than the host waits for the call into a package that asks.

        Raises what `Database.query` raises.
        """
        check_query(sql, unnamed, parameters)
        check_seconds("seconds of query()", seconds)
        # 0 would mean no limit.
        limit = self.network_timeout if seconds is None else max(seconds, _MIN_SECONDS)
        limit = min(limit, current_seconds.get())
        with audited(sql):
            return self._database.query(sql, parameters, self.network_timeout, limit)

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of `table` in lower case; empty where there is no such table.

        Raises what `query` raises.
        """
        check_text("table of columns()", table)
        with audited(table), self.connect() as connection:
            try:
                return columns_of(connection, table)
            except sqlalchemy.exc.SQLAlchemyError as error:
                raise query_error(error, self.network_timeout) from None

    @property
    def database_failures(self) -> Mapping[str, str]:
        """Why database servers did not respond so far, by the setting that names each."""
        return self._database.failures

    @attempted(DatabaseError)
    def rows(self) -> ServerRows:
        """What the database says about the server; `DatabaseError` if it does not respond."""
        if self._found_rows is not None:
            return self._found_rows
        with self.connect() as connection:
            return read_server_rows(connection)

    database_problem = ProblemOf(rows, "Why the database says nothing; empty if it does.")
