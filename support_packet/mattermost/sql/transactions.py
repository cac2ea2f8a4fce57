"""Read-only transactions, in which the server itself ends a statement that takes too long."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.watchdog import watched

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

_IDLE_SECONDS = 60
"""After how long the server drops an idle connection, for example of a stuck collector: its
locks would block a migration of Mattermost."""

_BEGIN_MYSQL = "START TRANSACTION READ ONLY"

_RUN_TIME = "run_time"
"""Under which key a connection keeps the run-time parameters of its data source."""


def make_read_only(
    connection: "sqlalchemy.Connection", source: DataSource, timeout: float, *, begun: bool = False
) -> None:
    """Make `connection` read-only, and let the server end a statement after `timeout` seconds.

    It has already been made so by its driver where the transaction has `begun`.
    """
    connection.info[_RUN_TIME] = source.run_time
    if begun:
        return
    if connection.dialect.name == "postgresql":
        connection.execution_options(postgresql_readonly=True)
        _bound_postgres(connection, source.run_time, timeout)
    elif connection.dialect.name == "mysql":
        for statement in session_limits(timeout):
            connection.exec_driver_sql(statement)


def _bound_postgres(
    connection: "sqlalchemy.Connection", run_time: Mapping[str, str], timeout: float
) -> None:
    # Both modules load the driver.
    from support_packet.mattermost.sql.postgres_transactions import bounded  # noqa: PLC0415 -- only its driver

    # The server itself has no limit yet that would come first.
    with watched(connection, timeout):
        bounded(connection, run_time, timeout, _IDLE_SECONDS)


def session_limits(timeout: float) -> tuple[str, str]:
    """Return the statements with which a session of MySQL only reads, within `timeout` seconds."""
    # A comment that begins like these is a part of the statement for servers from that version on:
    # for MySQL, which MariaDB takes for one up to 5.6 only, or for MariaDB.
    milliseconds = math.ceil(timeout * 1000)
    limits = (
        f"SET /*!50708 SESSION max_execution_time = {milliseconds}, */"
        f" /*M!100101 SESSION max_statement_time = {timeout:f}, */"
        f" SESSION wait_timeout = {_IDLE_SECONDS}, SESSION autocommit = 0"
    )
    return limits, "SET SESSION TRANSACTION READ ONLY"


def begin(connection: "sqlalchemy.Connection", timeout: float) -> None:
    """Begin the next transaction on a connection whose last one has been ended by `end`.

    An SQL error if the server has closed the connection meanwhile.
    """
    if connection.dialect.name == "postgresql":
        _bound_postgres(connection, connection.info[_RUN_TIME], timeout)
    elif connection.dialect.name == "mysql":
        connection.exec_driver_sql(_BEGIN_MYSQL)


def begin_of_driver(driver: Any, source: DataSource, timeout: float) -> None:
    """Begin the first transaction on the connection of a driver; raises what that raises."""
    if source.kind == "postgresql":
        from support_packet.mattermost.sql.postgres_beginning import begin_bounded  # noqa: PLC0415 -- only its driver

        begin_bounded(driver, source.run_time, timeout, _IDLE_SECONDS)
    else:
        driver.query(_BEGIN_MYSQL)


def end(connection: "sqlalchemy.Connection") -> None:
    """End the transaction with a statement, which is bounded in time as every other one is."""
    if connection.dialect.name != "sqlite":  # there, one has ended with its last row
        connection.exec_driver_sql("ROLLBACK")


def begin_again(connection: "sqlalchemy.Connection", timeout: float) -> None:
    """Begin a new transaction after a statement that has failed."""
    end(connection)
    begin(connection, timeout)


@contextmanager
def savepoint(connection: "sqlalchemy.Connection") -> Iterator[None]:
    """Within this block, a statement that fails does not end the transaction."""
    if connection.dialect.name != "postgresql":  # elsewhere it never does
        yield
        return
    connection.exec_driver_sql("SAVEPOINT support_packet")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT support_packet")
        connection.exec_driver_sql("RELEASE SAVEPOINT support_packet")
