"""Mattermost's database: its master, else the first replica that answers."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager

import sqlalchemy

from support_packet.errors import (
    ConfigurationError,
    ConnectionLimitError,
    DatabaseError,
    DataSourceError,
)
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.lender import Lender

_MASTER = "SqlSettings.DataSource"
_REPLICAS = "SqlSettings.DataSourceReplicas"
_TURN = 10
"""How many timeouts a thread waits for its turn: a stuck collector must not stop the others."""

_TRIES = 3
"""How many timeouts it may take in all to find a server that answers."""


class Database:
    """The servers that the configuration names; of one request, so that it remembers failures.

    Whether the configuration makes sense shows in `connect`. `environment` is the server's, for
    lib/pq's variables.
    """

    def __init__(self, config: Config, environment: Mapping[str, str], lender: Lender) -> None:
        self._config = config
        self._environment = environment
        self._lender = lender
        self._timeout = lender.timeout
        self._turn = threading.RLock()
        self._open: sqlalchemy.Connection | None = None
        self._failures: dict[str, str] = {}

    @property
    def failures(self) -> Mapping[str, str]:
        """Why servers did not answer so far, by the setting that names each."""
        return self._failures

    @contextmanager
    def connect(self) -> Iterator[sqlalchemy.Connection]:
        """Lend a read-only connection; `DatabaseError` says why there is none.

        One connection is open at a time: other threads wait, and a block inside a block gets the
        same connection. A server that failed is not asked again.
        """
        with self._my_turn():
            if self._open is not None:
                yield self._open
                return
            with self._first_that_answers() as connection:
                self._open = connection
                try:
                    yield connection
                finally:
                    self._open = None

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=_TURN * self._timeout):
            raise DatabaseError(
                "Mattermost's database: somebody else has kept the only connection for "
                f"{_TURN * self._timeout:g} seconds. Try again."
            )
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _first_that_answers(self) -> Iterator[sqlalchemy.Connection]:
        end = time.monotonic() + _TRIES * self._timeout
        driver, sources = self._settings()
        for setting, data_source in sources:
            if setting in self._failures or time.monotonic() > end:
                continue
            with ExitStack() as closing:
                try:
                    connection = closing.enter_context(self._connection(driver, data_source))
                except ConnectionLimitError:
                    # It says nothing of this server; to wait again for another would take too long.
                    raise
                except (DatabaseError, DataSourceError) as error:
                    self._failures[setting] = str(error)
                    continue
                yield connection
                return
        causes = " ".join(f"{setting}: {cause}" for setting, cause in self._failures.items())
        raise DatabaseError(f"Mattermost's database does not answer. {causes}")

    def _settings(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the driver, and each data source with the setting that holds it."""
        try:
            master = (_MASTER, self._config.text(_MASTER))
            replicas = enumerate(self._config.texts(_REPLICAS))
            driver = self._config.text("SqlSettings.DriverName")
        except ConfigurationError as error:
            raise DatabaseError(str(error)) from None
        return driver, [master, *((f"{_REPLICAS}[{index}]", each) for index, each in replicas)]

    def _connection(
        self, driver: str, data_source: str
    ) -> AbstractContextManager[sqlalchemy.Connection]:
        directory = self._config.directory
        source = parse_data_source(driver, data_source, self._environment, directory)
        return self._lender.lend(source)
