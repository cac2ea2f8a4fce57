"""Sessions as the table `Sessions` holds them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy

from support_packet.mattermost.access import tokens
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.sql.tables import rows

_QUERY = (
    "SELECT Token, UserId, Roles, ExpiresAt, LastActivityAt, DeviceId, IsOAuth, Props"
    " FROM Sessions WHERE Token = :token ORDER BY CreateAt DESC"
)
_GO_TRUE = {"1", "t", "T", "TRUE", "true", "True"}


@dataclass(frozen=True)
class Session:
    """One row of `Sessions`; times are milliseconds since 1970, `expires_at` 0 means never."""

    user_id: str
    roles: frozenset[str]
    expires_at: int = 0
    last_activity_at: int = 0
    device_id: str = ""
    oauth: bool = False
    props: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_access_token(self) -> bool:
        """Whether the server made this session for a personal access token."""
        return self.props.get("type") == "UserAccessToken"

    @property
    def of_bot(self) -> bool:
        """Whether that token is a bot's."""
        return self.props.get("is_bot") == "true"

    @property
    def mobile(self) -> bool:
        """Whether the mobile app holds this session."""
        return self.device_id != "" or self.props.get("isMobile") in _GO_TRUE

    def alive(self, config: Config, now: int) -> bool:
        """Return whether the session is neither expired nor idle for too long."""
        if 0 < self.expires_at < now:
            return False
        minutes = config.number("ServiceSettings.SessionIdleTimeoutInMinutes")
        if minutes <= 0 or self.oauth or self.mobile or self.of_access_token:
            return True
        if config.flag("ServiceSettings.ExtendSessionLengthWithActivity"):
            return True
        return now - self.last_activity_at <= minutes * 60_000


def find_session(connection: sqlalchemy.Connection, token: str) -> Session | None:
    """Return the newest session whose token is exactly `token`.

    Session ids, which the server's own statement compares too, turn up in logs and are no tokens.
    """
    for stored, *columns in rows(connection, _QUERY, token=token):
        if tokens.same(token, stored):
            return _session(columns)
    return None


def _session(columns: Sequence[Any]) -> Session | None:
    user_id, roles, expires_at, last_activity_at, device_id, oauth, stored_props = columns
    props = _properties(stored_props)
    if props is None:
        return None
    return Session(
        user_id=user_id or "",
        roles=frozenset((roles or "").split()),
        expires_at=expires_at or 0,
        last_activity_at=last_activity_at or 0,
        device_id=device_id or "",
        oauth=oauth == 1,
        props=props,
    )


def _properties(stored: object) -> Mapping[str, str] | None:
    """Return what a text or JSON column holds; a session that holds anything else is void."""
    try:
        value = json.loads(stored) if isinstance(stored, str) and stored else stored
    except (ValueError, RecursionError):
        return None
    if not value:
        return {}
    if not isinstance(value, dict) or not all(isinstance(prop, str) for prop in value.values()):
        return None
    return value
