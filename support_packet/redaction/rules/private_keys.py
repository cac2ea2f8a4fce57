"""Private keys in PEM armor, on one line or on many.

Certificates and public keys stay: they are public, and support reads dates and names in them.
"""

import re
import string

LONGEST = 32 * 1024
"""The most bytes from the header of a private key to its end; RSA with 16,384 bits has 12,700."""

_NAME = rb" (?:[A-Z0-9]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----"
DETECTOR = rb"-----(?:BEGIN|END)" + _NAME

_HEADER = re.compile(rb"-----BEGIN" + _NAME)
_LINES = re.compile(
    rb"[ \t\r]*\n"
    rb"(?>(?:[ \t>|]*+(?:[A-Za-z0-9+/=]++|[A-Z][A-Za-z-]{2,20}: [^\n]{1,200}|)[ \t\r]*+\n)*)"
)
"""Lines of nothing but base64, the header fields of an encrypted key, and empty ones."""

_END = re.compile(rb"[ \t>|]*+(?=-----END )")
_CUT_OFF = re.compile(rb"[ \t>|]*+[A-Za-z0-9+/=]*+\Z")
_INLINE = re.compile(rb"(?>(?:[A-Za-z0-9+/= ,:%]++|\\++[nrtu/]|-(?!----))*)")
_KEY_BYTES = string.ascii_letters.encode() + b"0123456789+/=\r\n"
_KEY_MATERIAL = re.compile(rb"[A-Za-z0-9+/]{16}")
_KEY_LINE = re.compile(
    rb"^(?=[^\n]*[A-Z])(?=[^\n]*[a-z])(?=[^\n]*[0-9+/])[A-Za-z0-9+/]{16}", re.MULTILINE
)
"""A line that is no word and no number."""


def key(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Return where the key lies whose first or last line has what `DETECTOR` found there."""
    is_first = data.startswith(b"-----BEGIN", start)
    return body(data, end) if is_first else body_before(data, start)


def body(data: bytes, header_end: int) -> tuple[int, int] | None:
    """Return where the key lies whose header ends at `header_end`, `None` if none follows.

    A key without an end reaches as far as its lines look like one.
    """
    limit = min(len(data), header_end + LONGEST)
    if lines := _LINES.match(data, header_end, limit):
        end = lines.end()
        last = _END.match(data, end, limit)
        if limit == len(data):
            last = last or _CUT_OFF.match(data, end)
        end = last.end() if last else end
        start = data.index(b"\n", header_end) + 1
        end -= data[start:end].endswith(b"\n")
    else:
        inline = _INLINE.match(data, header_end, limit)
        start, end = header_end, inline.end() if inline else header_end
    return (start, end) if _KEY_MATERIAL.search(data, start, end) else None


def body_before(data: bytes, footer_start: int) -> tuple[int, int] | None:
    """Return where the lines lie of the key whose last line begins at `footer_start`.

    `None` if they do not look like one. The newest lines of a log may begin within a key.
    """
    if footer_start and not data.endswith(b"\n", 0, footer_start):
        return None
    start = _key_lines(data, footer_start)
    return None if start is None else (start, footer_start - 1)


def _key_lines(data: bytes, end: int) -> int | None:
    """Return where the lines of a key begin that reach to `end`, nothing else between them."""
    limit = max(0, end - LONGEST)
    others = len(data[limit:end].rstrip(_KEY_BYTES))
    if limit and not others:
        return None
    start = data.find(b"\n", limit + others, end) + 1 if others else 0
    first = _KEY_LINE.search(data, start, end) if start or not others else None
    return first.start() if first else None


def open_key(data: bytes, end: int) -> int | None:
    """Return where the line begins that opens a private key which may go on after `end`.

    It may be the first line of the key that is left.
    """
    found = None
    for header in _HEADER.finditer(data, max(0, end - LONGEST - 128), end):
        found = header
    if found is None:
        return _key_lines(data, end)
    lines = _LINES.match(data, found.end(), min(end, found.end() + LONGEST))
    if lines is None or lines.end() < end:
        return _key_lines(data, end)
    return data.rfind(b"\n", 0, found.start()) + 1
