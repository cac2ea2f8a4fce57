"""How a transaction of PostgreSQL begins, in one round trip."""

import math
from collections.abc import Mapping
from typing import Any

import psycopg
import sqlalchemy
from psycopg.pq import ExecStatus
from sqlalchemy.exc import OperationalError


def bounded(
    connection: sqlalchemy.Connection, run_time: Mapping[str, str], timeout: float, idle: int
) -> None:
    """Begin a read-only transaction whose statements end after `timeout` seconds.

    The server drops the connection after `idle` seconds without a statement. Run-time parameters
    are set for this transaction only: a pooler reuses the session for others.
    """
    parameters = {
        **run_time,
        "statement_timeout": str(math.ceil(timeout * 1000)),
        "idle_in_transaction_session_timeout": str(idle * 1000),
    }
    calls = ", ".join(
        psycopg.sql.SQL("set_config({}, {}, true)").format(name, value).as_string()
        for name, value in parameters.items()
    )
    _send(connection, f"BEGIN READ ONLY; SELECT {calls}")


def _send(connection: sqlalchemy.Connection, statements: str) -> None:
    """Send all `statements` at once; psycopg takes a round trip for each."""
    driver: Any = connection.connection.driver_connection
    try:
        result = driver.pgconn.exec_(statements.encode())
        if result.status != ExecStatus.TUPLES_OK:
            raise psycopg.errors.error_from_result(result)
    except psycopg.Error as error:
        raise OperationalError("BEGIN", None, error, hide_parameters=True) from None
