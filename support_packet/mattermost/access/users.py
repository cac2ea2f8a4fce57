"""Mattermost users: their roles, what these permit, and multi-factor authentication."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from support_packet.errors import MfaRequiredError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license import License
from support_packet.process.late_imports import sqlalchemy
from support_packet.values.message import N_

USER_COLUMNS = (
    "{user}.Id", "{user}.Username", "{user}.Locale", "{user}.Roles", "{user}.AuthService",
    "{user}.MfaActive", "{user}.DeleteAt", "{bot}.UserId",
)  # fmt: skip
"""Of the tables `Users` and `Bots`, whatever a statement calls them."""

_ROLES_QUERY = "SELECT Name, Permissions FROM Roles WHERE Name IN :names AND DeleteAt = 0"

_SERVICES_WITH_MFA = {"", "email", "ldap"}
"""The values of `Users.AuthService` for accounts whose password Mattermost checks itself."""


@dataclass(frozen=True)
class User:
    """A row of `Users`; a bot also has a row in `Bots`."""

    user_id: str
    username: str
    locale: str
    roles: frozenset[str]
    auth_service: str
    mfa_active: bool
    deactivated: bool
    bot: bool

    @property
    def guest(self) -> bool:
        """Whether this is a guest account."""
        return "system_guest" in self.roles


def user_of(columns: Sequence[Any], user_id: str) -> User | None:
    """Return the user in a row of `USER_COLUMNS`, None if it is not exactly `user_id`."""
    found, username, locale, roles, auth_service, mfa_active, delete_at, bot = columns
    # MySQL compares without regard to case.
    if found != user_id:
        return None
    return User(
        user_id=user_id,
        username=username or "",
        locale=locale or "en",
        roles=frozenset((roles or "").split()),
        auth_service=auth_service or "",
        mfa_active=mfa_active == 1,
        deactivated=(delete_at or 0) != 0,
        bot=bot is not None,
    )


def permissions_of(connection: "sqlalchemy.Connection", roles: Collection[str]) -> frozenset[str]:
    """Return the ids of all permissions of `roles`; unknown and deleted roles have none."""
    if not roles:
        return frozenset()
    query = sqlalchemy.text(_ROLES_QUERY).bindparams(sqlalchemy.bindparam("names", expanding=True))
    found = connection.execute(query, {"names": sorted(roles)})
    return permissions_in(((name, permissions) for name, permissions in found), roles)


def permissions_in(
    found: Iterable[tuple[str, str | None]], roles: Collection[str]
) -> frozenset[str]:
    """Return the ids of all permissions of `roles`; `found` are rows of name and permissions."""
    # MySQL compares names without regard to case.
    granted = (permissions or "" for name, permissions in found if name in roles)
    return frozenset(permission for text in granted for permission in text.split())


def require_mfa(user: User, config: Config, active_license: License | None) -> None:
    """Raise `MfaRequiredError` if `user` has to set up multi-factor authentication first.

    Mattermost enforces it by license and setting, for accounts whose password it checks itself.
    OAuth sessions are exempt: do not call this for them.
    """
    if user.mfa_active or not _is_mfa_enforced(config, active_license) or _is_exempt(user, config):
        return
    raise MfaRequiredError(N_("Multi-factor authentication is required on this server."))


def _is_mfa_enforced(config: Config, active_license: License | None) -> bool:
    return (
        active_license is not None
        and active_license.feature("mfa")
        and config.flag("ServiceSettings.EnableMultifactorAuthentication")
        and config.flag("ServiceSettings.EnforceMultifactorAuthentication")
    )


def _is_exempt(user: User, config: Config) -> bool:
    if user.bot or user.auth_service not in _SERVICES_WITH_MFA:
        return True
    return user.guest and not config.flag("GuestAccountsSettings.EnforceMultifactorAuthentication")
