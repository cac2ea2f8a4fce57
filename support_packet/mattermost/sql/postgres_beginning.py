"""How a transaction of PostgreSQL begins, in one round trip, with the driver alone."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.pq import ExecStatus

_MAX_KEPT = 16


def begin_bounded(driver: Any, run_time: Mapping[str, str], timeout: float, idle: int) -> None:
    """Begin a read-only transaction whose statements end after `timeout` seconds.

    The server drops the connection after `idle` seconds without a statement. Run-time parameters
    are set for this transaction only: a pooler reuses the session for others. `psycopg.Error`.
    """
    parameters = {
        **run_time,
        "statement_timeout": str(math.ceil(timeout * 1000)),
        "idle_in_transaction_session_timeout": str(idle * 1000),
    }
    # All at once; psycopg takes a round trip for each.
    result = driver.pgconn.exec_(_beginning(tuple(parameters.items())))
    if result.status != ExecStatus.TUPLES_OK:
        raise psycopg.errors.error_from_result(result)


@lru_cache(_MAX_KEPT)
def _beginning(parameters: tuple[tuple[str, str], ...]) -> bytes:
    calls = ", ".join(
        psycopg.sql.SQL("set_config({}, {}, true)").format(name, value).as_string()
        for name, value in parameters
    )
    return f"BEGIN READ ONLY; SELECT {calls}".encode()
