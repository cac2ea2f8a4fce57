"""Whose token it is: one statement finds sessions, access tokens, their users and bots."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from support_packet.mattermost.access.sessions import SESSION_COLUMNS, Session, session_of
from support_packet.mattermost.access.tokens import AccessToken, access_token_of, is_same
from support_packet.mattermost.access.users import USER_COLUMNS, User, user_of
from support_packet.mattermost.sql.migrations import existence, note_answer
from support_packet.mattermost.sql.tables import first_rows
from support_packet.process.late_imports import sqlalchemy

_PLAIN = "{0} = {1}"
_CONVERTED = (
    "CONVERT({0} USING utf8mb4) COLLATE utf8mb4_bin = CONVERT({1} USING utf8mb4) COLLATE "
    "utf8mb4_bin"
)
_MIXED_COLLATIONS = 1267
"""MySQL's ER_CANT_AGGREGATE_2COLLATIONS: tables that releases have created differently."""

_FROM_SESSION = slice(len(SESSION_COLUMNS), len(SESSION_COLUMNS) + len(USER_COLUMNS))
_FROM_TOKEN = slice(_FROM_SESSION.stop, _FROM_SESSION.stop + len(USER_COLUMNS))


@dataclass(frozen=True)
class Found:
    """What the database knows of a token; each with the user that it belongs to, if there is one.

    A personal access token has a session, too, once it was used.
    """

    session: Session | None = None
    session_user: User | None = None
    access_token: AccessToken | None = None
    access_token_user: User | None = None


def find_token(connection: "sqlalchemy.Connection", token: str, now: int) -> Found:
    """Return what belongs to exactly `token`; `now` is in milliseconds.

    The server's own query also accepts a session's id. Ids appear in logs, so only the token
    counts here.
    """
    rows = list(_rows(connection, token))
    # MySQL compares without regard to case. The newest session comes first.
    of_session = next((row for row, _ in rows if is_same(token, row[0])), None)
    of_token = next((row for row in rows if is_same(token, row[1].get("token"))), None)
    session = session_of(of_session[1 : _FROM_SESSION.start]) if of_session else None
    access_token = access_token_of(of_token[1], now) if of_token else None
    return Found(
        session,
        user_of(of_session[_FROM_SESSION], session.user_id) if of_session and session else None,
        access_token,
        user_of(of_token[0][_FROM_TOKEN], access_token.user_id)
        if of_token and access_token
        else None,
    )


def _rows(
    connection: "sqlalchemy.Connection", token: str
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Yield the columns of sessions and users, and those of access tokens by name."""
    exists = existence(connection)
    try:
        result = connection.execute(_query(_PLAIN, exists), {"token": token})
    except sqlalchemy.exc.DBAPIError as error:
        if not error.orig or error.orig.args[:1] != (_MIXED_COLLATIONS,):
            raise
        result = connection.execute(_query(_CONVERTED, exists), {"token": token})
    names = [name.lower() for name in list(result.keys())[_FROM_TOKEN.stop :]]
    for row in first_rows(result):
        note_answer(connection, row[-1])
        yield tuple(row[: _FROM_TOKEN.stop]), dict(zip(names, row[_FROM_TOKEN.stop :], strict=True))


@lru_cache
def _query(equal: str, exists: str) -> "sqlalchemy.TextClause":
    """Return the statement in which `equal` compares two columns; its last one is `exists`.

    `*` fits servers from 11.9 on, whose access tokens can expire, and those before.
    """
    sessions = [f"s.{name}" for name in SESSION_COLUMNS]
    users = [name.format(user=f"{row}u", bot=f"{row}b") for row in "st" for name in USER_COLUMNS]
    joins = [
        f"LEFT JOIN Users {row}u ON {equal.format(f'{row}u.Id', f'{row}.UserId')}"
        f" LEFT JOIN Bots {row}b ON {equal.format(f'{row}b.UserId', f'{row}u.Id')}"
        for row in "st"
    ]
    return sqlalchemy.text(
        f"SELECT {', '.join([*sessions, *users])}, t.*, Base.HasMigrations"  # noqa: S608 -- constants
        f" FROM (SELECT {exists} AS HasMigrations) Base"
        " LEFT JOIN Sessions s ON s.Token = :token LEFT JOIN UserAccessTokens t ON t.Token = :token"
        f" {' '.join(joins)} ORDER BY s.CreateAt DESC"
    )
