"""The shape of an access case: a request for a packet, and its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from support.access.user_rows import UserRows, token_of

from support_packet.mattermost.access.authentication import Requirement
from support_packet.testing.mattermost_tables import Release

EXPIRED = "api.context.session_expired.app_error"
FORBIDDEN = "api.context.permissions.app_error"
MFA_REQUIRED = "api.context.mfa_required.app_error"
UNLICENSED = "api.no_license"

_STATUSES = {"": 200, EXPIRED: 401, FORBIDDEN: 403, MFA_REQUIRED: 403, UNLICENSED: 403}


@dataclass(frozen=True)
class Case:
    """One request: what is in the database, what is configured, what comes back.

    `error_id` is Mattermost's id, empty where the user gets a packet. `send` turns the user's
    token into what the request carries. `configured` is part of `config.json`, `features` are
    those of the active license, `None` without one.
    """

    name: str
    arrange: Callable[[UserRows], object]
    error_id: str = ""
    send: Callable[[str], str] = str
    configured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    features: Mapping[str, bool] | None = field(default_factory=dict)
    required: Requirement = "any_system_console_role"
    releases: tuple[Release, ...] = ("5.37", "11.10")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return _STATUSES[self.error_id]

    @property
    def token(self) -> str:
        """What the request carries."""
        return self.send(token_of(self.name))
