"""Identifiers and tokens in Mattermost's format, the same on every run."""

import base64
import hashlib

_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MATTERMOST = b"ybndrfg8ejkmcpqxot1uwisza345h769"


def identifier(seed: str) -> str:
    """Return 26 characters of Mattermost's alphabet, always the same for one `seed`."""
    digest = hashlib.sha256(seed.encode()).digest()[:16]
    text = base64.b32encode(digest).rstrip(b"=")
    return text.translate(bytes.maketrans(_BASE32, _MATTERMOST)).decode()
