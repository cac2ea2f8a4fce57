"""Private keys in PEM armour, on one line or on many.

Certificates and public keys stay: they are public, and support reads dates and names in them.
"""

import re

LONGEST = 32 * 1024
"""The most bytes from the header of a private key to its end; RSA with 16,384 bits has 12,700."""

HEADER = rb"-----BEGIN (?:[A-Z0-9]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----"

_HEADER = re.compile(HEADER)
_LINES = re.compile(
    rb"[ \t\r]*\n"
    rb"(?>(?:[ \t>|]*+(?:[A-Za-z0-9+/=]++|[A-Z][A-Za-z-]{2,20}: [^\n]{1,200}|)[ \t\r]*+\n)*)"
)
"""Lines of nothing but base64, the header fields of an encrypted key, and empty ones."""

_END = re.compile(rb"[ \t>|]*+(?=-----END )")
_CUT_OFF = re.compile(rb"[ \t>|]*+[A-Za-z0-9+/=]*+\Z")
_INLINE = re.compile(rb"(?>(?:[A-Za-z0-9+/= ,:%]++|\\++[nrtu/]|-(?!----))*)")
_KEY_MATERIAL = re.compile(rb"[A-Za-z0-9+/]{16}")


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


def open_key(data: bytes, end: int) -> int | None:
    """Return where the line begins that opens a private key which may go on after `end`."""
    found = None
    for header in _HEADER.finditer(data, max(0, end - LONGEST - 128), end):
        found = header
    if found is None:
        return None
    lines = _LINES.match(data, found.end(), min(end, found.end() + LONGEST))
    if lines is None or lines.end() < end:
        return None
    return data.rfind(b"\n", 0, found.start()) + 1
