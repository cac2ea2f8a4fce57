"""Whose session or personal access token a request carries, by Mattermost's own rules."""

from dataclasses import dataclass

import sqlalchemy

from support_packet.errors import AuthenticationError
from support_packet.mattermost.access import tokens
from support_packet.mattermost.access.access_tokens import find_access_token
from support_packet.mattermost.access.mfa import require_mfa
from support_packet.mattermost.access.roles import permissions_of
from support_packet.mattermost.access.stored_sessions import Session, find_session
from support_packet.mattermost.access.users import User, find_user
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license import License


@dataclass(frozen=True)
class Principal:
    """Who asks: a user whose token is valid, with what the roles of that session permit."""

    user_id: str
    username: str
    locale: str
    roles: frozenset[str]
    permissions: frozenset[str]


def authenticate(
    connection: sqlalchemy.Connection,
    token: str,
    config: Config,
    active_license: License | None,
    now: int,
) -> Principal:
    """Return whose session or personal access token `token` is; `now` is in milliseconds.

    Raises `AuthenticationError` where the token is unknown, expired, disabled or a deactivated
    user's, `MfaRequiredError` where the server enforces multi-factor authentication and the user
    has not set it up.
    """
    if not tokens.plausible(token):
        raise _expired()
    session, user = _find(connection, token, config, now)
    if not session.oauth:
        require_mfa(user, config, active_license)
    # The session's roles are a copy that the server keeps up to date: where it has not, the
    # narrower of the two counts.
    roles = session.roles & user.roles
    return Principal(
        user_id=user.user_id,
        username=user.username,
        locale=user.locale,
        roles=roles,
        permissions=permissions_of(connection, roles),
    )


def _find(
    connection: sqlalchemy.Connection, token: str, config: Config, now: int
) -> tuple[Session, User]:
    """Return the session of `token`, or the one the server would begin for an access token."""
    session = find_session(connection, token)
    access_token = None
    if session is None or session.of_access_token:
        access_token = find_access_token(connection, token, now)
    if access_token is not None and not access_token.valid:
        raise _expired()
    owner = session or access_token
    user = find_user(connection, owner.user_id) if owner else None
    if user is None or user.deactivated:
        raise _expired()
    session = session or _first_use(user)
    if not session.alive(config, now) or not _permitted(session, config):
        raise _expired()
    return session, user


def _first_use(user: User) -> Session:
    props = {"type": "UserAccessToken", "is_bot": "true" if user.bot else "false"}
    return Session(user_id=user.user_id, roles=user.roles, props=props)


def _permitted(session: Session, config: Config) -> bool:
    """Return whether the server takes this kind of token at all."""
    return (
        not session.of_access_token
        or session.of_bot
        or config.flag("ServiceSettings.EnableUserAccessTokens")
    )


def _expired() -> AuthenticationError:
    return AuthenticationError("Invalid or expired session, please login again.")
