"""Request ids of Mattermost's form: 26 characters that an admin can quote to find a log line."""

import secrets

_ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769"
"""z-base-32, which Mattermost writes all its ids in."""


def new_request_id() -> str:
    """Return a new id, unlike all others."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))
