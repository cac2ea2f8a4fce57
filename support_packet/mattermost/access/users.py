"""A Mattermost user, as far as it matters to who may download."""

from dataclasses import dataclass

import sqlalchemy

from support_packet.mattermost.sql.tables import rows

_QUERY = (
    "SELECT Users.Id, Users.Username, Users.Locale, Users.Roles, Users.AuthService,"
    " Users.MfaActive, Users.DeleteAt, Bots.UserId"
    " FROM Users LEFT JOIN Bots ON Bots.UserId = Users.Id WHERE Users.Id = :user_id"
)


@dataclass(frozen=True)
class User:
    """One row of `Users`; a bot is who has a row in `Bots` too."""

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


def find_user(connection: sqlalchemy.Connection, user_id: str) -> User | None:
    """Return the user with exactly this id."""
    found = rows(connection, _QUERY, user_id=user_id)
    # MySQL compares without regard to case.
    row = next((row for row in found if row[0] == user_id), None)
    if row is None:
        return None
    _, username, locale, roles, auth_service, mfa_active, delete_at, bot = row
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
