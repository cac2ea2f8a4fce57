"""Connections of a driver alone: SQLAlchemy, which takes 13 MB, is loaded when one is used."""

import math
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.transactions import begin_of_driver, session_limits
from support_packet.mattermost.sql.watchdog import Watchdog
from support_packet.process.threads import started_if_possible

_DRIVERS = {"postgresql": "psycopg", "mysql": "pymysql"}
"""By SQLAlchemy's names; Mattermost has another one for the first."""

MARGIN = 1.0
"""For how many seconds this side waits longer than the server for a statement to end."""


def driver_arguments(source: DataSource, timeout: float, seconds: float) -> dict[str, Any]:
    """Return what the driver's `connect` gets.

    `timeout` limits connecting, `seconds` a statement.
    """
    response = seconds + MARGIN
    bounds: dict[str, dict[str, Any]] = {
        # Prepared statements fail behind poolers that may use another server for each transaction.
        "postgresql": {"connect_timeout": math.ceil(timeout), "prepare_threshold": None},
        "mysql": {
            "connect_timeout": timeout,
            "read_timeout": response,
            "write_timeout": response,
            "autocommit": None,  # is turned off with the first statement
        },
        "sqlite": {"timeout": timeout},
    }
    return {**source.arguments, **bounds[source.kind]}


def check_socket(source: DataSource) -> None:
    """Raise `OSError` if there is no such Unix socket: PyMySQL would leave its own end open."""
    if socket := source.arguments.get("unix_socket"):
        Path(socket).stat()


class DriverConnection:
    """An open connection that SQLAlchemy knows nothing of, to a server.

    `timeout` limits connecting, `seconds` a statement; raises what the driver raises.
    """

    def __init__(self, source: DataSource, timeout: float, seconds: float) -> None:
        self._source = source
        self._seconds = seconds
        self._begun: Callable[[], None] | None = None
        self._watchdog = Watchdog(source.kind, seconds)
        check_socket(source)
        self.driver = _connect(source.kind)(**driver_arguments(source, timeout, seconds))
        try:
            self._limit()
        except BaseException:
            self.close()
            raise

    def begin(self) -> None:
        """Begin the first transaction, in a thread: meanwhile, SQLAlchemy is loaded."""
        self._begun = started_if_possible(self._begin)

    def await_begun(self) -> Any:
        """Return the driver's own connection once it has begun.

        Raises what the driver raises, `TimeoutError` for silence, and then closes the connection.
        """
        try:
            if self._begun:
                self._begun()
        except BaseException:
            self.close()
            if self._watchdog.expired:
                raise TimeoutError from None
            raise
        self._watchdog.close()
        return self.driver

    def close(self) -> None:
        """Close it without waiting for the server."""
        self._watchdog.close()
        self.driver.close()

    def _limit(self) -> None:
        self._watchdog.attach(self.driver)
        if self._source.kind == "postgresql":
            self.driver.read_only = True  # its transactions bring their limits
        else:
            for statement in session_limits(self._seconds):
                self.driver.query(statement)
        self._watchdog.stop()

    def _begin(self) -> None:
        self._watchdog.start()
        begin_of_driver(self.driver, self._source, self._seconds)
        self._watchdog.stop()


def _connect(kind: str) -> Callable[..., Any]:
    connect: Callable[..., Any] = import_module(_DRIVERS[kind]).connect
    return connect


def load_driver(database: str) -> None:
    """Import the driver for `SqlSettings.DriverName`, if there is one: a server has one kind."""
    if driver := _DRIVERS.get(database.replace("postgres", "postgresql")):
        # Where it cannot be imported, the first request says why; a break-glass token needs none.
        with suppress(ImportError):
            import_module(driver)
