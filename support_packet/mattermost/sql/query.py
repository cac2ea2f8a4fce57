"""One query of a collector: its parameters, its rows, and as many of them as may be kept."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any

from support_packet.mattermost.sql.query_errors import query_error
from support_packet.process.current_call import current_stopped
from support_packet.process.late_imports import sqlalchemy
from support_packet.values.message import N_
from support_packet.values.row import Row, positions_of
from support_packet.values.warning import warn

MAX_ROWS = 20_000
"""A packet is made in the memory of a chat server in trouble."""

_CUT = N_("A query found more than %(most)s rows; only the first of them were used.")
_STEPS = 10_000
"""After how many instructions of SQLite's virtual machine the clock is checked."""

_SELECTS = re.compile(r"\s*(select|with|values|table)\b", re.IGNORECASE)
_CURSOR = "support_packet_rows"


def query_rows(
    connection: "sqlalchemy.Connection", sql: str, parameters: Mapping[str, Any], seconds: float
) -> list[Row]:
    """Return the rows of `sql`; a list among the `parameters` is for `IN`.

    Only the first `MAX_ROWS` are returned; a warning says that there are more. A subclass of
    `DatabaseError` if the database refuses; `ValueError` if the parameters do not fit.
    """
    try:
        fields, found = _fetch(connection, _statement(connection, sql, parameters), seconds)
    except sqlalchemy.exc.ArgumentError as error:
        raise ValueError(str(error)) from None
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise _as_raised(error, seconds) from None
    if len(found) > MAX_ROWS:
        warn(_CUT, most=MAX_ROWS)
    positions = positions_of(fields)
    return [Row(fields, positions, values) for values in found[:MAX_ROWS]]


def _as_raised(error: "sqlalchemy.exc.SQLAlchemyError", seconds: float) -> Exception:
    if isinstance(error, sqlalchemy.exc.StatementError) and not isinstance(
        error, sqlalchemy.exc.DBAPIError
    ):
        return ValueError(f"the query's parameters don't fit: {error.orig}")
    return query_error(error, seconds)


def limit_rows(connection: "sqlalchemy.Connection") -> None:
    """Let a server that sends all rows at once send no more than are kept."""
    if connection.dialect.name == "mysql":
        connection.exec_driver_sql(f"SET SESSION sql_select_limit = {MAX_ROWS + 1}")


def _statement(
    connection: "sqlalchemy.Connection", sql: str, parameters: Mapping[str, Any]
) -> "sqlalchemy.TextClause":
    postgres = connection.dialect.name == "postgresql"
    several = {name for name, value in parameters.items() if _is_several(value)}
    for name in several:
        # SQLAlchemy adds the parentheses.
        sql = re.sub(rf"\(\s*:{name}\s*\)", f":{name}", sql)
        if postgres and not parameters[name]:
            sql = _with_empty_array(sql, name)
    if postgres and _SELECTS.match(sql):
        # A cursor, because the driver would read all rows, however many.
        sql = f"DECLARE {_CURSOR} NO SCROLL CURSOR FOR {sql.rstrip().rstrip(';')}"
    bound: list[sqlalchemy.BindParameter[Any]] = [
        sqlalchemy.bindparam(
            name, list(value) if name in several else value, expanding=name in several
        )
        for name, value in parameters.items()
        if value or not postgres or name not in several
    ]
    return sqlalchemy.text(sql).bindparams(*bound)


def _with_empty_array(sql: str, name: str) -> str:
    """Return `sql` with the list `name` empty, in a way that fits any type of column."""
    sql = re.sub(rf"\bNOT\s+IN\s*:{name}\b", "<> ALL ('{}')", sql, flags=re.IGNORECASE)
    return re.sub(rf"\bIN\s*:{name}\b", "= ANY ('{}')", sql, flags=re.IGNORECASE)


def _is_several(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _fetch(
    connection: "sqlalchemy.Connection", statement: "sqlalchemy.TextClause", seconds: float
) -> tuple[tuple[str, ...], list[Any]]:
    with _sqlite_deadline(connection, seconds):
        result = connection.execute(statement)
        if statement.text.startswith(f"DECLARE {_CURSOR} "):
            result = connection.exec_driver_sql(f"FETCH FORWARD {MAX_ROWS + 1} FROM {_CURSOR}")
        with result:
            if not result.returns_rows:
                return (), []
            return tuple(result.keys()), list(result.fetchmany(MAX_ROWS + 1))


@contextmanager
def _sqlite_deadline(connection: "sqlalchemy.Connection", seconds: float) -> Iterator[None]:
    """Within this block, SQLite, which has no limit of its own, stops after `seconds`.

    So it does when the host has stopped waiting for the call that asks.
    """
    raw = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    until, stopped = monotonic() + seconds, current_stopped.get()
    raw.set_progress_handler(lambda: monotonic() > until or stopped(), _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
