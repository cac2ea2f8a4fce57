"""Private keys of which each line is in a line of a log, or behind a prefix.

A program's error output is often logged line by line: then each line of a key is one of JSON, or
comes after a time and the name of the program.
"""

import re
from collections.abc import Iterator

from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules.keys.private_keys import DETECTOR, MAX_KEY_BYTES

_MAX_PREFIX = 1024
_CONTEXT = 8
"""So many bytes before the header have to come before each line of the key, too."""

_LONG = 40
"""Without a footer only lines with so many characters of base64 are taken for a key's."""

_ANYWHERE = re.compile(
    # Mixed as base64 is.
    rb"(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]{0,40}[A-Z])(?=[A-Za-z0-9+/]{0,40}[a-z])"
    # Long.
    rb"(?=[A-Za-z0-9+/]{0,40}[0-9+/])([A-Za-z0-9+/]{20,}={0,2})(?![A-Za-z0-9])"
)
"""A line of a key among what a program's source or a table writes around it."""

_BLANK = b" \t>|"
_BLANK_AFTER = b" \t\r\n"
_FOOTER = re.compile(rb"-----END|---- END")
_NEXT = re.compile(rb"----[- ](BEGIN|END)(?: |\+|%20)")
"""The footer, or the header of another key."""

_HEADER = re.compile(DETECTOR)
_DIGITS = re.compile(rb"[0-9]+")
_CODE = (
    rb"((?:[A-Za-z0-9+/]|\\/){4,}={0,2}"  # base64, its slashes escaped or not
    rb"|[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]=|==)"  # its last characters
    rb"|=[A-Za-z0-9+/]{4})"  # the checksum of PGP
)


class PrefixedKeyRule(BaseRule):
    """The rule for such keys; it finds them by their header."""

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return (DETECTOR,)

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first line."""
        return next(iter(self.find_all(data, start, end)), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`; what was found is the header or the footer."""
        first = data.find(b"\n", end, end + _MAX_PREFIX) + 1
        if not first:
            return
        prefix = prefix_of(data, start)
        if prefix is None and not data[end:first].strip(_BLANK_AFTER):
            return
        limit = min(len(data), end + MAX_KEY_BYTES)
        stop = _NEXT.search(data, first, limit)
        limit = stop.start() if stop else limit
        footer = stop and stop[1] == b"END"
        alike = line_like(prefix or b"", data[end : end + 1]).finditer(data, first, limit)
        spans = [
            found.span(1) for found in alike if footer or found.end(1) - found.start(1) >= _LONG
        ]
        if footer and not spans and not _FOOTER.search(data, end, first):
            spans = [found.span(1) for found in _ANYWHERE.finditer(data, first, limit)]
        yield from spans


def prefix_of(data: bytes, start: int) -> bytes | None:
    """Return what comes before the header at `start` on its line, `None` if nothing does.

    Nothing are also spaces, and the marks of a quoted mail. A footer has no prefix.
    """
    if data.startswith((b"-----END", b"---- END"), start):
        return None
    line = data.rfind(b"\n", max(0, start - _MAX_PREFIX), start) + 1
    if not line and start > _MAX_PREFIX:
        return None
    prefix = data[line:start]
    return prefix if prefix.strip(_BLANK) else None


def open_prefixed_key(data: bytes, end: int) -> int | None:
    """Return the start of the line with a key's header, if the key may go on after `end`."""
    header = data.rfind(b"BEGIN", max(0, end - MAX_KEY_BYTES), end)
    if header < 0 or _FOOTER.search(data, header, end):
        return None
    start = header - len(b"-----")
    if start < 0 or not _HEADER.match(data, start) or prefix_of(data, start) is None:
        return None
    return data.rfind(b"\n", 0, start) + 1


def line_like(prefix: bytes, after: bytes) -> re.Pattern[bytes]:
    """Return an expression for a line of the key: base64 between what is around the header.

    Digits may differ: they are of a time.
    """
    context = prefix[-_CONTEXT:]
    parts = map(re.escape, _DIGITS.split(context))
    begins = rb"^" if len(prefix) <= _CONTEXT else b""
    ends = rb"[ \t\r]*$" if after in (b"", b"\r", b"\n") else re.escape(after)
    return re.compile(
        begins + rb"[0-9]+".join(parts) + _CODE + rb"(?=" + ends + rb")", re.MULTILINE
    )


def _in_lines(before: str, kind: str, secret: str, after: str = "") -> str:
    """Return a key whose lines have something before and after them."""
    lines = (f"-----BEGIN {kind} KEY-----", secret, f"-----END {kind} KEY-----")
    return "".join(f"{before}{line}{after}\n" for line in lines)


RULES = (
    PrefixedKeyRule(
        id="private-key-in-lines",
        kind="private key",
        finds="Private keys of which each line is one of a log, or comes after a prefix",
        effort=30,
        examples=(
            _in_lines("Nov 28 chat[812]: ", "PRIVATE", "«MIIEvQIBADANBgkq»"),
            _in_lines('{"msg":"', "EC PRIVATE", "«MHcCAQEEIHc5»", '"}'),
            _in_lines("db_1  | ", "PRIVATE", "«MIIEvQIBADANBgkq»\ndb_1  | «kN==»"),
        ),
        counter_examples=(
            '{"msg":"-----BEGIN PRIVATE KEY-----"}\n{"msg":"was expected"}\n{"msg":"stopped"}\n',
            "x: -----BEGIN PUBLIC KEY-----\nx: MIIEvQIBADANBgkq\nx: -----END PUBLIC KEY-----\n",
        ),
    ),
)
