"""From a token to the user it belongs to, and whether that user may download a packet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from support_packet.errors import DatabaseError
from support_packet.mattermost.access.login import find_token
from support_packet.mattermost.access.sessions import Session
from support_packet.mattermost.access.tokens import invalid_session, is_plausible
from support_packet.mattermost.access.users import User, permissions_of, require_mfa
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license import License
from support_packet.mattermost.sql.tables import has_table

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

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


@dataclass(frozen=True)
class Login:
    """An active session, or one that the server would create for an access token, and its user."""

    session: Session
    user: User

    @property
    def roles(self) -> frozenset[str]:
        """The roles that count.

        The session's are a copy of the user's that the server keeps up to date. Where they differ,
        only roles in both count.
        """
        return self.session.roles & self.user.roles

    def principal(
        self, permissions: frozenset[str], config: Config, active_license: License | None
    ) -> Principal:
        """Return who this is; `permissions` are those of `roles`.

        `MfaRequiredError` if the server enforces multi-factor authentication and the user has not
        set it up.
        """
        if not self.session.oauth:
            require_mfa(self.user, config, active_license)
        user = self.user
        return Principal(user.user_id, user.username, user.locale, self.roles, permissions)


def authenticate(
    connection: "sqlalchemy.Connection",
    token: str,
    config: Config,
    active_license: License | None,
    now: int,
) -> Principal:
    """Return the user whose session or personal access token `token` is.

    Raises what `find_login` and `Login.principal` raise. `now` is in milliseconds.
    """
    login = find_login(connection, token, config, now)
    return login.principal(permissions_of(connection, login.roles), config, active_license)


def find_login(connection: "sqlalchemy.Connection", token: str, config: Config, now: int) -> Login:
    """Return the session of `token`, or the one the server would create for an access token.

    `AuthenticationError` if the token is unknown, expired or disabled, or its user deactivated; all
    take one statement, or none if it cannot be a token. `now` is in milliseconds.
    """
    if not is_plausible(token):
        raise invalid_session()
    found = find_token(connection, token, now)
    session, user = found.session, found.session_user
    if session is None or session.of_access_token:
        if found.access_token and not found.access_token.valid:
            raise invalid_session()
        if session is None:
            user = found.access_token_user
    if user is None or user.deactivated:
        raise invalid_session()
    session = session or _new_session(user)
    if not session.is_active(config, now) or not _is_allowed(session, config):
        raise invalid_session()
    return Login(session, user)


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


def check_access_tables(connection: "sqlalchemy.Connection") -> None:
    """Run every query of `authenticate`; `DatabaseError` names the tables that are missing.

    A missing column, or one that the account is not allowed to read, is an SQL error.
    """
    absent = [table for table in _TABLES if not has_table(connection, table)]
    if absent:
        raise DatabaseError(
            f"Mattermost's database has no table {', '.join(absent)}. Check that "
            "SqlSettings.DataSource names the database that Mattermost uses."
        )
    find_token(connection, _UNUSED_ID, now=0)
    permissions_of(connection, {_UNUSED_ID})
