"""Personal access tokens of users and bots, from the table `UserAccessTokens`."""

from dataclasses import dataclass

import sqlalchemy

from support_packet.mattermost.access import tokens
from support_packet.mattermost.sql.tables import columns_of, rows

_QUERY = "SELECT Token, UserId, IsActive, ExpiresAt FROM UserAccessTokens WHERE Token = :token"
# Before 11.9 none of them expired.
_OLD_QUERY = _QUERY.replace("ExpiresAt", "0")


@dataclass(frozen=True)
class AccessToken:
    """A personal access token; `valid` says that it is neither disabled nor expired."""

    user_id: str
    valid: bool


def find_access_token(
    connection: sqlalchemy.Connection, token: str, now: int
) -> AccessToken | None:
    """Return the personal access token that is exactly `token`; `now` is in milliseconds."""
    columns = columns_of(connection, "UserAccessTokens")
    query = _QUERY if "expiresat" in columns else _OLD_QUERY
    for stored, user_id, active, expires_at in rows(connection, query, token=token):
        if tokens.same(token, stored):
            expired = 0 < (expires_at or 0) < now
            return AccessToken(user_id or "", valid=active == 1 and not expired)
    return None
