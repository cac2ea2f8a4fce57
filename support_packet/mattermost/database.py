"""Mattermost's database: its master, or else the first replica that responds."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from support_packet.errors import (
    ConfigurationError,
    ConnectionLimitError,
    DatabaseDownError,
    DatabaseError,
    DataSourceError,
)
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.kept_connection import KeptConnection
from support_packet.mattermost.sql.query import query_rows
from support_packet.mattermost.sql.transactions import savepoint
from support_packet.values.row import Row

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

Acquired = TypeVar("Acquired")

_MASTER = "SqlSettings.DataSource"
_REPLICAS = "SqlSettings.DataSourceReplicas"
_TURN_TIMEOUTS = 10
"""How many timeouts a thread waits for its turn: a stuck collector must not stop the others."""

_SEARCH_TIMEOUTS = 3
"""How many timeouts the search for a server that responds may take in all."""


class Database:
    """The database servers in the configuration, for one request: it remembers failures.

    `connect` is the first to check the configuration. `environment` is that of the Mattermost
    server, which may contain lib/pq's variables.
    """

    def __init__(
        self, config: Config, environment: Mapping[str, str], pool: ConnectionPool
    ) -> None:
        self._config = config
        self._environment = environment
        self._pool = pool
        self._turn = threading.RLock()
        self._open: sqlalchemy.Connection | None = None
        self._kept = KeptConnection(self._connect_to_any, self._turn)
        self._failures: dict[str, str] = {}

    @property
    def failures(self) -> Mapping[str, str]:
        """Why servers did not respond so far, by the setting that names each."""
        return self._failures

    @contextmanager
    def connect(self, timeout: float) -> "Iterator[sqlalchemy.Connection]":
        """Open a read-only connection; `DatabaseError` if no server responds.

        Only one connection is open at a time: other threads wait, and a nested block gets the
        same connection. A server that failed is not tried again.
        """
        with self._wait_for_turn(_TURN_TIMEOUTS * timeout):
            if self._open is not None:
                yield self._open
                return
            self._kept.close()
            with self._connect_to_any(timeout) as connection:
                self._open = connection
                try:
                    yield connection
                finally:
                    self._open = None

    def query(
        self, sql: str, parameters: Mapping[str, Any], timeout: float, seconds: float
    ) -> list[Row]:
        """Return the rows of one query, in its own transaction, which may take `seconds`.

        Within a block of `connect` the query uses its connection, and has the limit of that.
        Raises what `connect` and `query_rows` raise; no error affects the next query.
        """
        with self._wait_for_turn(_TURN_TIMEOUTS * timeout):
            if self._open is not None:
                with savepoint(self._open):
                    return query_rows(self._open, sql, parameters, timeout)
            return self._kept.query(sql, parameters, timeout, seconds)

    @contextmanager
    def _wait_for_turn(self, seconds: float) -> Iterator[None]:
        if not self._turn.acquire(timeout=seconds):
            raise DatabaseError(
                "Mattermost's database: another part of this packet has been using the only "
                f"connection for {seconds:g} seconds. Try again."
            )
        try:
            yield
        finally:
            self._turn.release()

    def connect_ahead(self, timeout: float) -> None:
        """Open a connection for the next request; it is closed when it was idle for long.

        `DatabaseError` if no server responds.
        """
        with self._first_of(timeout, lambda source: self._pool.ahead(source, timeout)):
            pass

    def _connect_to_any(
        self, timeout: float, seconds: float | None = None
    ) -> "AbstractContextManager[sqlalchemy.Connection]":
        return self._first_of(timeout, lambda source: self._pool.acquire(source, timeout, seconds))

    @contextmanager
    def _first_of(
        self, timeout: float, acquire: Callable[[DataSource], AbstractContextManager[Acquired]]
    ) -> Iterator[Acquired]:
        """Yield what `acquire` gives for the first server that responds."""
        end = time.monotonic() + _SEARCH_TIMEOUTS * timeout
        driver, sources = self._settings()
        for setting, data_source in sources:
            if setting in self._failures or time.monotonic() > end:
                continue
            with ExitStack() as closing:
                try:
                    source = self._parse(driver, data_source)
                    acquired = closing.enter_context(acquire(source))
                except ConnectionLimitError:
                    # Says nothing about this server, and waiting again would take too long.
                    raise
                except (DatabaseError, DataSourceError) as error:
                    self._failures[setting] = str(error)
                    continue
                yield acquired
                return
        causes = " ".join(f"{setting}: {cause}" for setting, cause in self._failures.items())
        raise DatabaseDownError(f"Mattermost's database isn't responding. {causes}")

    def _settings(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the driver, and each data source with the setting that contains it."""
        try:
            master = (_MASTER, self._config.text(_MASTER))
            replicas = enumerate(self._config.texts(_REPLICAS))
            driver = self._config.text("SqlSettings.DriverName")
        except ConfigurationError as error:
            raise DatabaseError(str(error)) from None
        return driver, [
            master,
            *((f"{_REPLICAS}[{index}]", replica) for index, replica in replicas),
        ]

    def _parse(self, driver: str, data_source: str) -> DataSource:
        return parse_data_source(driver, data_source, self._environment, self._config.resolve)
