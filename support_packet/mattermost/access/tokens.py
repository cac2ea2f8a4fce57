"""Tokens as a request carries them, and personal access tokens in the database."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.errors import AuthenticationError
from support_packet.values.message import N_

_TOKEN = re.compile(r"[!-~]{1,26}")


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


def access_token_of(row: Mapping[str, Any], now: int) -> AccessToken:
    """Return the access token in a row, its columns in lower case; `now` is in milliseconds.

    Access tokens can expire since 11.9.
    """
    expired = 0 < (row.get("expiresat") or 0) < now
    return AccessToken(row["userid"] or "", valid=row["isactive"] == 1 and not expired)
