"""A read-only connection to a database, with a limit for every wait."""

import traceback
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import (
    MARGIN,
    DriverConnection,
    check_socket,
)
from support_packet.mattermost.sql.driver_errors import explain
from support_packet.mattermost.sql.engines import connect
from support_packet.mattermost.sql.transactions import make_read_only
from support_packet.mattermost.sql.watchdog import Watchdog
from support_packet.process.late_imports import sqlalchemy
from support_packet.process.memory import give_back_memory
from support_packet.process.threads import Thread

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLOODED = "it sends more than can be the answer to one statement. Is it Mattermost's database?"

_MAX_HOSTS = 3
"""How many servers of one data source are waited for."""

_Opening: TypeAlias = "Future[sqlalchemy.Connection | str]"
"""An attempt to connect: the connection, or why there is none."""


@contextmanager
def read_only_connection(  # noqa: PLR0913 -- the last two only by name
    source: DataSource,
    timeout: float,
    limit: ConnectionLimit,
    seconds: float | None = None,
    *,
    acquired: bool = False,
    driver: DriverConnection | None = None,
) -> "Iterator[sqlalchemy.Connection]":
    """Open a connection to `source` in a read-only transaction; close it after the block.

    Connecting takes at most `timeout` seconds for each server that the source names, and so does
    waiting for `limit`; a statement takes hardly more, or, where that is given, hardly more than
    `seconds`. What was already `acquired` of the limit is given back in the end, too. The
    connection of a `driver` that has begun its transaction is used if there is one.
    `DatabaseError` says which server, why and what to do; an SQL error that leaves the block
    becomes one, too. None of them contains credentials, SQL or values.
    """
    seconds = timeout if seconds is None else seconds
    if not acquired:
        limit.acquire(timeout)
    try:
        engine = limit.engines.engine(source, timeout, seconds)
        watchdog = Watchdog(engine.name, seconds + MARGIN)
        watchdog.listen(engine)
    except BaseException:
        if driver:
            driver.close()
        limit.release()
        raise
    opening = _start_opening(source, engine, watchdog, timeout, driver)
    try:
        connection = _opened_within(timeout * _hosts(source), source, opening)
        make_read_only(connection, source, seconds, begun=driver is not None)
        yield connection
    except sqlalchemy.exc.SQLAlchemyError as error:
        reported = _reported(error, source, watchdog, seconds)
        if watchdog.received_much:
            # The rows that have come would stay for as long as the error does.
            _clear_frames(error)
        raise reported from None
    finally:
        # Now, or when an abandoned attempt ends: until then it counts as a connection.
        opening.add_done_callback(lambda ended: _close(ended.result(), watchdog, limit))


def driver_connection(source: DataSource, timeout: float) -> DriverConnection:
    """Open a connection with the driver alone; `DatabaseError`, as above.

    Nobody waits for it: it may hang forever, in the DNS or in a handshake.
    """
    try:
        return DriverConnection(source, timeout, timeout)
    except Exception as error:  # noqa: BLE001 -- drivers raise anything
        why = explain(error, timeout)
        _clear_frames(error)
    raise DatabaseError(f"{source.endpoint}: {why}")


def _reported(
    error: Exception, source: DataSource, watchdog: Watchdog, seconds: float
) -> DatabaseError:
    cause = TimeoutError() if watchdog.expired else error
    why = _FLOODED if watchdog.flooded else explain(cause, seconds)
    return DatabaseError(f"{source.endpoint}: {why}")


def _hosts(source: DataSource) -> int:
    """Return how many servers are tried in turn, up to a limit."""
    return min(str(source.arguments.get("host", "")).count(",") + 1, _MAX_HOSTS)


def _start_opening(
    source: DataSource,
    engine: "sqlalchemy.Engine",
    watchdog: Watchdog,
    timeout: float,
    driver: DriverConnection | None,
) -> _Opening:
    """Connect in a thread, which may hang forever in the DNS or in a handshake."""
    opening: _Opening = Future()

    def attempt() -> None:
        outcome: sqlalchemy.Connection | str
        try:
            outcome = _open(source, engine, watchdog, driver)
        except Exception as error:  # noqa: BLE001 -- drivers raise anything
            outcome = _FLOODED if watchdog.flooded else explain(error, timeout)
            _clear_frames(error)
        opening.set_result(outcome)

    if driver or engine.name == "sqlite":
        # It is open; or the file was looked at already, and whatever hangs has hung there.
        attempt()
        return opening
    try:
        Thread(target=attempt, daemon=True).start()
    except RuntimeError:
        opening.set_result("support-packet can't start another thread. Raise its limit of tasks.")
    return opening


def _clear_frames(error: BaseException | None) -> None:
    """Release what the failed calls refer to: a reference cycle keeps psycopg's socket open."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _opened_within(
    seconds: float, source: DataSource, opening: _Opening
) -> "sqlalchemy.Connection":
    try:
        outcome = opening.result(seconds)
    except TimeoutError:
        outcome = explain(TimeoutError(), seconds)
    if isinstance(outcome, str):
        raise DatabaseError(f"{source.endpoint}: {outcome}")
    return outcome


def _open(
    source: DataSource,
    engine: "sqlalchemy.Engine",
    watchdog: Watchdog,
    driver: DriverConnection | None,
) -> "sqlalchemy.Connection":
    if driver is None:
        check_socket(source)
    opened = driver.await_begun() if driver else None
    try:
        connection = connect(engine, watchdog.attach, opened)
        watchdog.keep_in(connection)
    except Exception:
        watchdog.close()
        raise
    return connection


def _close(
    outcome: "sqlalchemy.Connection | str", watchdog: Watchdog, limit: ConnectionLimit
) -> None:
    """Close without a rollback, which would wait for a response."""
    try:
        watchdog.close()
        if not isinstance(outcome, str) and not outcome.closed:
            outcome.invalidate()
            outcome.close()
        if watchdog.received_much:
            # The C library would keep what the driver has received.
            give_back_memory()
    finally:
        limit.release()
