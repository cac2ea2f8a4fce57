"""Tokens as a request carries them, and personal access tokens in the database."""

import hmac
import re
from dataclasses import dataclass

import sqlalchemy

from support_packet.errors import AuthenticationError
from support_packet.mattermost.sql.tables import columns_of, rows
from support_packet.message import N_

_TOKEN = re.compile(r"[!-~]{1,26}")

_QUERY = "SELECT Token, UserId, IsActive, ExpiresAt FROM UserAccessTokens WHERE Token = :token"
# Access tokens can expire since 11.9.
_QUERY_WITHOUT_EXPIRY = _QUERY.replace("ExpiresAt", "0")


@dataclass(frozen=True)
class AccessToken:
    """A personal access token of a user or bot; `valid` means neither disabled nor expired."""

    user_id: str
    valid: bool


def invalid_session() -> AuthenticationError:
    """Return the one refusal of all tokens that are unknown, expired, disabled or missing."""
    return AuthenticationError(N_("Invalid or expired session, please login again."))


def is_plausible(token: str) -> bool:
    """Return whether Mattermost could have created `token`.

    Both token columns hold 26 characters, and Mattermost fills them with ASCII. Anything else is
    rejected without a query; PostgreSQL would even fail at a NUL character.
    """
    return _TOKEN.fullmatch(token) is not None


def is_same(token: str, stored: object) -> bool:
    """Compare byte for byte, unlike MySQL's `=`, and in constant time."""
    return isinstance(stored, str) and hmac.compare_digest(token.encode(), stored.encode())


def find_access_token(
    connection: sqlalchemy.Connection, token: str, now: int
) -> AccessToken | None:
    """Return the personal access token that is exactly `token`; `now` is in milliseconds."""
    can_expire = "expiresat" in columns_of(connection, "UserAccessTokens")
    query = _QUERY if can_expire else _QUERY_WITHOUT_EXPIRY
    for stored, user_id, active, expires_at in rows(connection, query, token=token):
        if is_same(token, stored):
            expired = 0 < (expires_at or 0) < now
            return AccessToken(user_id or "", valid=active == 1 and not expired)
    return None
