"""Tokens as a request carries them, compared with those in the database."""

import hmac
import re

_TOKEN = re.compile(r"[!-~]{1,26}")


def plausible(token: str) -> bool:
    """Return whether the server could have made `token`.

    Both columns hold 26 characters. Anything longer, blank or outside ASCII, as a NUL character,
    which PostgreSQL refuses, is nobody's token and not worth a question to the database.
    """
    return _TOKEN.fullmatch(token) is not None


def same(token: str, stored: object) -> bool:
    """Compare in constant time and byte for byte, as MySQL's `=` does not."""
    return isinstance(stored, str) and hmac.compare_digest(token.encode(), stored.encode())
