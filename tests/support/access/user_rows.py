"""The user of an access case and the user's tokens, as rows of Mattermost's tables."""

import json
from typing import Self

import sqlalchemy

from demo import tables
from demo.identifiers import identifier

ADMIN = "system_user system_admin"
ACCESS_TOKEN = {"type": "UserAccessToken", "is_guest": "false"}


class UserRows:
    """Inserts the rows of the user `name`; `now` is the time of the request, in milliseconds."""

    def __init__(self, connection: sqlalchemy.Connection, name: str, now: int) -> None:
        self._connection = connection
        self._name = name
        self._roles = ADMIN
        self.now = now
        self.user_id = identifier(f"user {name}")
        self.token = token_of(name)

    def user(self, roles: str = ADMIN, **columns: object) -> Self:
        """Add the user."""
        self._roles = roles
        tables.insert_user(
            self._connection, self.user_id, self._name, roles, self.now - 1000, **columns
        )
        return self

    def bot(self) -> Self:
        """Make the user a bot."""
        tables.insert_bot(self._connection, self.user_id, self.user_id, self.now - 1000)
        return self

    def session(self, **columns: object) -> Self:
        """Add a session with the user's roles."""
        roles, created = self._roles, self.now - 1000
        tables.insert_session(self._connection, self.token, self.user_id, roles, created, **columns)
        return self

    def access_token(self, **columns: object) -> Self:
        """Add a personal access token that was never used."""
        tables.insert_access_token(self._connection, self.token, self.user_id, **columns)
        return self

    def used_access_token(self, *, bot: bool = False, **columns: object) -> Self:
        """Add a personal access token and the session that its first use created."""
        props = ACCESS_TOKEN | ({"is_bot": "true"} if bot else {})
        return self.access_token(**columns).session(Props=json.dumps(props))


def token_of(name: str) -> str:
    """Return the token of the user `name`."""
    return identifier(f"token {name}")
