"""Reads Mattermost's tables on every database and release.

PostgreSQL folds unquoted names to lower case, MySQL on Linux is case-sensitive: SQL with unquoted
names in Mattermost's own spelling, `SELECT Id FROM Systems`, works everywhere. Read result columns
by index, because their names differ in case.
"""

from typing import Any

from support_packet.errors import DatabaseError
from support_packet.process.late_imports import sqlalchemy

MAX_ROWS = 20_000
"""More than there are of anything that concerns the server as a whole, or one token."""


def rows(
    connection: "sqlalchemy.Connection", statement: str, **parameters: object
) -> list[tuple[Any, ...]]:
    """Return all rows of `statement`; its `:name`s are bound to `parameters`."""
    return first_rows(connection.execute(sqlalchemy.text(statement), parameters))


def first_rows(result: "sqlalchemy.CursorResult[Any]") -> list[tuple[Any, ...]]:
    """Return the rows of `result`; `DatabaseError` if there are more than Mattermost can have."""
    found = [tuple(row) for row in result.fetchmany(MAX_ROWS)]
    if len(found) < MAX_ROWS:
        return found
    result.close()
    raise DatabaseError("A table has more rows than Mattermost's has. Is it Mattermost's database?")


def has_table(connection: "sqlalchemy.Connection", table: str) -> bool:
    """Return whether `table` exists, without a failing statement that would end the transaction."""
    folded = table.lower() if connection.dialect.name == "postgresql" else table
    return sqlalchemy.inspect(connection).has_table(folded)


def columns_of(connection: "sqlalchemy.Connection", table: str) -> frozenset[str]:
    """Return the columns of `table` in lower case; none if it does not exist."""
    if not has_table(connection, table):
        return frozenset()
    every_column = sqlalchemy.select(sqlalchemy.text("*")).select_from(sqlalchemy.text(table))
    result = connection.execute(every_column.where(sqlalchemy.false()))
    return frozenset(name.lower() for name in result.keys())  # noqa: SIM118 -- not a mapping
