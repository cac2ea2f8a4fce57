"""Read-only transactions, in which the server itself ends a statement that takes too long."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy
from psycopg.pq import ExecStatus
from sqlalchemy.exc import OperationalError

from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.watchdog import watched

_IDLE = 60
"""Seconds after which the server drops an idle connection, for example of a stuck collector: its
locks would block a migration of Mattermost."""

_RUN_TIME = "run_time"
"""Under which key a connection keeps the run-time parameters of its data source."""


def make_read_only(connection: sqlalchemy.Connection, source: DataSource, timeout: float) -> None:
    """Make `connection` read-only, and let the server end a statement after `timeout` seconds."""
    connection.info[_RUN_TIME] = source.run_time
    if connection.dialect.name == "postgresql":
        connection.execution_options(postgresql_readonly=True)
        _bound_postgres(connection, source.run_time, timeout)
    elif connection.dialect.name == "mysql":
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
        _bound_mysql(connection, timeout)


def _bound_postgres(
    connection: sqlalchemy.Connection, run_time: Mapping[str, str], timeout: float
) -> None:
    """Set run-time parameters for this transaction only: a pooler reuses the session for others."""
    parameters = {
        **run_time,
        "statement_timeout": str(math.ceil(timeout * 1000)),
        "idle_in_transaction_session_timeout": str(_IDLE * 1000),
    }
    calls = ", ".join(
        psycopg.sql.SQL("set_config({}, {}, true)").format(name, value).as_string()
        for name, value in parameters.items()
    )
    _begin_postgres(connection, f"BEGIN READ ONLY; SELECT {calls}")


def _begin_postgres(connection: sqlalchemy.Connection, statements: str) -> None:
    """Send `statements`, which begin the transaction, in one round trip; psycopg takes two."""
    driver: Any = connection.connection.driver_connection
    try:
        with watched(connection):
            result = driver.pgconn.exec_(statements.encode())
        if result.status != ExecStatus.TUPLES_OK:
            raise psycopg.errors.error_from_result(result)
    except psycopg.Error as error:
        raise OperationalError("BEGIN", None, error, hide_parameters=True) from None


def _bound_mysql(connection: sqlalchemy.Connection, timeout: float) -> None:
    bounds = {
        "max_statement_time": f"{timeout:f}",  # MariaDB, seconds
        "max_execution_time": str(math.ceil(timeout * 1000)),  # MySQL since 5.7, milliseconds
        "wait_timeout": str(_IDLE),
    }
    names = ", ".join(f"'{name}'" for name in bounds)
    query = f"SHOW SESSION VARIABLES WHERE Variable_name IN ({names})"
    for name, _ in connection.exec_driver_sql(query).all():
        connection.exec_driver_sql(f"SET SESSION {name} = {bounds[name]}")


def begin(connection: sqlalchemy.Connection, timeout: float) -> None:
    """Begin the next transaction on a connection whose last one has been ended by `end`.

    An SQL error if the server has closed the connection meanwhile.
    """
    if connection.dialect.name == "postgresql":
        _bound_postgres(connection, connection.info[_RUN_TIME], timeout)
    elif connection.dialect.name == "mysql":
        connection.exec_driver_sql("START TRANSACTION READ ONLY")


def end(connection: sqlalchemy.Connection) -> None:
    """End the transaction with a statement, which is bounded in time as every other one is."""
    if connection.dialect.name != "sqlite":  # there, one has ended with its last row
        connection.exec_driver_sql("ROLLBACK")


def begin_again(connection: sqlalchemy.Connection, timeout: float) -> None:
    """Begin a new transaction after a statement that has failed."""
    end(connection)
    begin(connection, timeout)


@contextmanager
def savepoint(connection: sqlalchemy.Connection) -> Iterator[None]:
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
