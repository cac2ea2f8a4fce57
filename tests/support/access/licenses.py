"""Licenses in Mattermost's byte format, with invented signatures."""

import base64
import json

SIGNATURE = bytes(range(1, 129)) * 2


def signed(document: object, signature: bytes = SIGNATURE) -> str:
    """Return a license with this JSON document."""
    return encoded(json.dumps(document).encode(), signature)


def encoded(content: bytes, signature: bytes = SIGNATURE) -> str:
    """Return a license with this content, JSON or not."""
    return base64.b64encode(content + signature).decode()
