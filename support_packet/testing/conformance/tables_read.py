"""Which tables of an SQLite database collectors read, as SQLite's authorizer reports them."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy

Reads = Mapping[str, frozenset[str]]
"""The tables, in lower case, by the name of the thread: that of the collector."""


@contextmanager
def reads_during(reads: dict[str, Reads], phase: str, *, reverse: bool = False) -> Iterator[None]:
    """Put what is read within the block into `reads`, under `phase`.

    With `reverse`, rows that no `ORDER BY` sorts come in another order than usual.
    """
    found: dict[str, set[str]] = {}

    def read(action: int, table: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table:
            found.setdefault(threading.current_thread().name, set()).add(table.lower())
        return sqlite3.SQLITE_OK

    def connected(connection: Any, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_authorizer(read)
            if reverse:
                connection.execute("PRAGMA reverse_unordered_selects = ON")

    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", connected)
    try:
        yield
    finally:
        sqlalchemy.event.remove(sqlalchemy.Engine, "connect", connected)
        reads[phase] = {thread: frozenset(tables) for thread, tables in found.items()}
