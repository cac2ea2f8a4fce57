"""How values are written in URLs, by programs and libraries that leave different bytes alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

_URL_SAFE = [
    frozenset(bytes([byte]) for byte in safe)
    for safe in (b"", b"!'()*", b"$&+=:@", b"$&+,;=", b"/", b"!'()*;,/?:@&=+$#")
]
"""What stays as it is: Go's QueryEscape, JavaScript's encodeURIComponent, Go's PathEscape, Go's
user information, Python's quote, JavaScript's encodeURI."""

_PERCENT = b"%"
_URL_RESERVED = re.compile(rb"[^A-Za-z0-9_.~-]")
_URL_ESCAPES = [
    {bytes([byte]): b"%" + f"{byte:{digits}}".encode() for byte in range(256)}
    for digits in ("02X", "02x")
]


def is_same_in_urls(raw: bytes) -> bool:
    """Return whether all programs write `raw` as it is; so do those that write JSON or HTML."""
    return _URL_RESERVED.search(raw) is None


def url_forms(raw: bytes) -> Iterator[bytes]:
    """Yield `raw` in every way; what is in more than one of them may come again."""
    if is_same_in_urls(raw):
        yield raw
        return
    for escapes in _escapings(frozenset(_URL_RESERVED.findall(raw))):
        form = raw
        # The percent sign comes first: what is written for others has one.
        for byte, escape in escapes:
            form = form.replace(byte, escape)
        yield form
        yield form.replace(b"%20", b"+")


@lru_cache(maxsize=256)
def _escapings(reserved: frozenset[bytes]) -> list[list[tuple[bytes, bytes]]]:
    """Return each way to write these bytes in a URL: what is replaced, in this order."""
    # Many of them keep the same of what is there.
    return [
        [(byte, escapes[byte]) for byte in sorted(reserved - kept, key=_PERCENT.__ne__)]
        for kept in {reserved & safe for safe in _URL_SAFE}
        for escapes in _URL_ESCAPES
    ]
