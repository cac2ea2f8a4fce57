"""Login sessions, from the table `Sessions`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from support_packet.mattermost.configuration.config import Config

SESSION_COLUMNS = (
    "Token", "UserId", "Roles", "ExpiresAt", "LastActivityAt", "DeviceId", "IsOAuth", "Props",
)  # fmt: skip
_GO_TRUE = {"1", "t", "T", "TRUE", "true", "True"}
"""What Go's `strconv.ParseBool` accepts as true."""


@dataclass(frozen=True)
class Session:
    """A row of `Sessions`; times are milliseconds since 1970, `expires_at` 0 means never."""

    user_id: str
    roles: frozenset[str]
    expires_at: int = 0
    last_activity_at: int = 0
    device_id: str = ""
    oauth: bool = False
    props: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_access_token(self) -> bool:
        """Whether the server created this session for a personal access token."""
        return self.props.get("type") == "UserAccessToken"

    @property
    def of_bot(self) -> bool:
        """Whether that token belongs to a bot."""
        return self.props.get("is_bot") == "true"

    @property
    def mobile(self) -> bool:
        """Whether this is a session of the mobile app."""
        return self.device_id != "" or self.props.get("isMobile") in _GO_TRUE

    def is_active(self, config: Config, now: int) -> bool:
        """Return whether the session has neither expired nor been idle for too long."""
        if 0 < self.expires_at < now:
            return False
        minutes = config.number("ServiceSettings.SessionIdleTimeoutInMinutes")
        # The idle timeout is for browsers and the desktop app only.
        if minutes <= 0 or self.oauth or self.mobile or self.of_access_token:
            return True
        if config.flag("ServiceSettings.ExtendSessionLengthWithActivity"):
            return True
        return now - self.last_activity_at <= minutes * 60_000


def session_of(columns: Sequence[Any]) -> Session | None:
    """Return the session in a row of `SESSION_COLUMNS` without its token.

    None where the server cannot read it either.
    """
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
    """Return the properties in a text or JSON column, None if they are not strings.

    The server cannot read such a session either, and rejects its token.
    """
    try:
        value = json.loads(stored) if isinstance(stored, str) and stored else stored
    except (ValueError, RecursionError):
        return None
    if not value:
        return {}
    if not isinstance(value, dict) or not all(isinstance(prop, str) for prop in value.values()):
        return None
    return value
