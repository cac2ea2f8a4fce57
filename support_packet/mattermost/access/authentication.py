"""From a token to the user it belongs to, and whether that user may download a packet."""

from dataclasses import dataclass
from typing import Literal

import sqlalchemy

from support_packet.errors import DatabaseError
from support_packet.mattermost.access.sessions import Session, find_session
from support_packet.mattermost.access.tokens import (
    find_access_token,
    invalid_session,
    is_plausible,
)
from support_packet.mattermost.access.users import User, find_user, permissions_of, require_mfa
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license import License
from support_packet.mattermost.sql.tables import has_table

Requirement = Literal["any_system_console_role", "system_admin"]
"""What the operator requires for a packet: a role that can read any part of the System Console, as
in Mattermost 5.38, or a role that can manage the whole system, as in 11.x."""

_READ_PREFIX = "sysconsole_read_"
_MANAGE_SYSTEM = "manage_system"

_TABLES = ("Sessions", "UserAccessTokens", "Users", "Bots", "Roles")
_UNUSED_ID = "unused"
"""Ids and tokens are longer."""


@dataclass(frozen=True)
class Principal:
    """The user whose valid token a request carries, with the permissions of the session."""

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
    """Return the user whose session or personal access token `token` is.

    `now` is in milliseconds. Raises `AuthenticationError` if the token is unknown, expired or
    disabled, or its user deactivated; `MfaRequiredError` if the server enforces multi-factor
    authentication and the user has not set it up.
    """
    if not is_plausible(token):
        raise invalid_session()
    session, user = _find(connection, token, config, now)
    if not session.oauth:
        require_mfa(user, config, active_license)
    # The session's roles are a copy of the user's that the server keeps up to date. Where they
    # differ, only roles in both count.
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
    """Return the session of `token`, or the one the server would create for an access token."""
    session = find_session(connection, token)
    access_token = None
    if session is None or session.of_access_token:
        access_token = find_access_token(connection, token, now)
    if access_token is not None and not access_token.valid:
        raise invalid_session()
    owner = session or access_token
    user = find_user(connection, owner.user_id) if owner else None
    if user is None or user.deactivated:
        raise invalid_session()
    session = session or _new_session(user)
    if not session.is_active(config, now) or not _is_allowed(session, config):
        raise invalid_session()
    return session, user


def _new_session(user: User) -> Session:
    """Return the session that the server creates when an access token is used for the first time.

    The server writes it to the database; this program never does.
    """
    props = {"type": "UserAccessToken", "is_bot": "true" if user.bot else "false"}
    return Session(user_id=user.user_id, roles=user.roles, props=props)


def _is_allowed(session: Session, config: Config) -> bool:
    """Return whether the server accepts this kind of token at all."""
    return (
        not session.of_access_token
        or session.of_bot
        or config.flag("ServiceSettings.EnableUserAccessTokens")
    )


def may_download(principal: Principal, required: Requirement, config: Config) -> bool:
    """Return whether the roles of `principal` allow a packet.

    Any permission to read a part of the System Console counts, not only the 54 that 5.38 lists:
    databases of older releases hold whole sections (`sysconsole_read_environment`), those of
    newer ones parts that 5.38 does not have. Where `RestrictSystemAdmin` is set, the rule of 11.x
    allows no one.
    """
    if required == "system_admin":
        restricted = config.flag("ExperimentalSettings.RestrictSystemAdmin")
        return _MANAGE_SYSTEM in principal.permissions and not restricted
    return any(
        name == _MANAGE_SYSTEM or name.startswith(_READ_PREFIX) for name in principal.permissions
    )


def check_access_tables(connection: sqlalchemy.Connection) -> None:
    """Run every query of `authenticate`; `DatabaseError` names the tables that are missing.

    A missing column, or one that the account is not allowed to read, is an SQL error.
    """
    absent = [table for table in _TABLES if not has_table(connection, table)]
    if absent:
        raise DatabaseError(
            f"Mattermost's database has no table {', '.join(absent)}. Check that "
            "SqlSettings.DataSource names the database that Mattermost uses."
        )
    find_session(connection, _UNUSED_ID)
    find_access_token(connection, _UNUSED_ID, now=0)
    find_user(connection, _UNUSED_ID)
    permissions_of(connection, {_UNUSED_ID})
