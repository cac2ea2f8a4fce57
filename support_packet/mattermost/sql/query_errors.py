"""What a failed query is called, and which table or column it was about."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from support_packet.errors import (
    DatabaseDownError,
    DatabaseError,
    MissingTableError,
    PermissionMissingError,
    QueryError,
    QueryTimeoutError,
)
from support_packet.mattermost.sql.driver_errors import described_error
from support_packet.values.message import N_, Message

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

_TIMEOUT = re.compile(r"\[(57014|1969|3024|1205)\]|timed out|interrupted|database is locked")
_LOST = re.compile(
    r"\[(2006|2013|57P0[123]|1053)\]|closed (the connection|unexpectedly)|connection is lost|EOF"
)
# An identifier, with its schema or table. Nothing else of a driver's message is repeated.
_NAME = r"""[`"']?([A-Za-z_][\w$]{0,63}(?:[`"']?\.[`"']?[A-Za-z_][\w$]{0,63}){0,2})"""
_NO_TABLE = re.compile(rf"(?:\[42P01\].*?relation|\[1146\].*?Table|no such table:) {_NAME}")
_NO_COLUMN = re.compile(rf"(?:\[42703\].*?column|\[1054\].*?column|no such column:) {_NAME}")
_NOT_ALLOWED = re.compile(
    rf"\[42501\].*?for (?:table|relation|view|schema) {_NAME}|\[1142\].*?for table {_NAME}"
    rf"|\[1143\].*?in table {_NAME}|access to {_NAME} is prohibited",
)
_WRITES = re.compile(r"\[(25006|1792)\]|readonly database")
_SYNTAX = re.compile(r"\[(42601|1064)\]|syntax error|incomplete input")

_CODE = re.compile(r"\[([0-9A-Z]+)\]")

NO_SUCH_TABLE = N_(
    "Mattermost's database has no table %(name)s. Either this release doesn't have it, or the "
    "database user may not see it, or SqlSettings.DataSource names another database."
)
_NO_SUCH_COLUMN = N_("Mattermost's database has no column %(name)s. This release doesn't have it.")
_DENIED = N_(
    "The database user may not read the table %(name)s. "
    "Grant it: GRANT SELECT ON %(name)s TO the user of the data source."
)
_SLOW = N_("A query took longer than %(seconds)s seconds. Is the database server overloaded?")
_GONE = N_("The connection to Mattermost's database was lost. Is the server running?")
_WRITING = N_("A query tried to write. The connection is read-only.")
_INVALID = N_("Mattermost's database doesn't understand a query: it is not valid SQL there.")
_REFUSED = N_("Mattermost's database refused a query (error %(code)s).")


def query_error(error: "sqlalchemy.exc.SQLAlchemyError", seconds: float) -> DatabaseError:
    """Return what to raise for `error` of a query that was allowed `seconds`."""
    text = described_error(error)
    if _TIMEOUT.search(text):
        return QueryTimeoutError(Message(_SLOW, seconds=f"{seconds:g}"))
    for pattern, kind, template in _NAMED:
        if found := pattern.search(text):
            return kind(Message(template, name=_plain_name(found)))
    for pattern, kind, template in _PLAIN:
        if pattern.search(text):
            return kind(Message(template))
    code = _CODE.match(text)
    return QueryError(Message(_REFUSED, code=code[1] if code else type(error).__name__))


def _plain_name(found: "re.Match[str]") -> str:
    name = next(filter(None, found.groups()))
    return re.sub("""[`"']""", "", name)


_Kind = Callable[[Message], DatabaseError]
_NAMED: tuple[tuple["re.Pattern[str]", _Kind, str], ...] = (
    (_NO_TABLE, MissingTableError, NO_SUCH_TABLE),
    (_NO_COLUMN, MissingTableError, _NO_SUCH_COLUMN),
    (_NOT_ALLOWED, PermissionMissingError, _DENIED),
)
_PLAIN: tuple[tuple["re.Pattern[str]", _Kind, str], ...] = (
    (_LOST, DatabaseDownError, _GONE),
    (_WRITES, QueryError, _WRITING),
    (_SYNTAX, QueryError, _INVALID),
)
