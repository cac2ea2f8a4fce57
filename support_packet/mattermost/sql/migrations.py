"""Whether Mattermost's table of migrations exists, asked together with something else."""

from typing import TYPE_CHECKING

from support_packet.mattermost.sql.tables import has_table

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

_TABLE = "db_migrations"
_EXISTS = "has migrations"
"""Under which key a connection keeps that the table is there and can be read."""

_ANSWER = "has migrations now"
"""Under which key it keeps what the last statement said."""

_EXPRESSIONS = {
    "postgresql": "CASE WHEN to_regclass('db_migrations') IS NULL THEN 0 ELSE 1 END",
    "mysql": (
        "(SELECT COUNT(*) FROM information_schema.TABLES"
        " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'db_migrations')"
    ),
}
_NOT_ASKED = "NULL"


def existence(connection: "sqlalchemy.Connection") -> str:
    """Return an expression of SQL for `note_answer`; it asks where that is a round trip less."""
    known = connection.info.get(_EXISTS, False)
    return _NOT_ASKED if known else _EXPRESSIONS.get(connection.dialect.name, _NOT_ASKED)


def note_answer(connection: "sqlalchemy.Connection", answer: int | None) -> None:
    """Keep the value of `existence`."""
    connection.info[_ANSWER] = answer


def has_migrations(connection: "sqlalchemy.Connection") -> bool:
    """Return whether the table exists; asks only if `existence` was not asked just before."""
    answer = connection.info.pop(_ANSWER, None)
    if connection.info.pop(_EXISTS, False):
        return True
    return has_table(connection, _TABLE) if answer is None else bool(answer)


def note_readable(connection: "sqlalchemy.Connection") -> None:
    """Keep, for as long as the connection is open, that the table can be read."""
    connection.info[_EXISTS] = True
