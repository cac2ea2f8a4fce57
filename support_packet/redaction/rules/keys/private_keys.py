"""Private keys in PEM armor, on one line or on many.

Certificates and public keys stay: they are public, and support reads dates and names in them. A
key spans lines, and either end of it may be missing, so that its bounds are found by looking
around rather than by one expression.
"""

import re
import string

from support_packet.redaction.rule_kinds.base import BaseRule

MAX_KEY_BYTES = 32 * 1024
"""The most bytes from the header of a private key to its end; RSA with 16,384 bits has 12,700."""

MAX_HEADER_BYTES = 128
_NEAR = 256
_BEFORE_WORD = 5
"""How many bytes of a header come before the word `BEGIN`."""

_MAX_WORDS = 16
"""So many of these words are looked at before a header is searched for from the front."""

_SPACE = rb"(?: |\+|%20)"
"""A space, also as URLs and forms write it."""

_NAME = (
    _SPACE + rb"(?:[A-Z0-9]{1,16}" + _SPACE + rb"){0,4}"  # RSA, OPENSSH, PGP; ENCRYPTED
    rb"PRIVATE" + _SPACE + rb"KEY(?:" + _SPACE + rb"BLOCK)?-----"  # PGP calls its own a block
)
_SSH2 = rb" SSH2 (?:ENCRYPTED )?PRIVATE KEY ----"  # with four hyphens and a space

_OPENVPN = rb" OpenVPN Static key V[0-9]-----"  # not called private; hexadecimal digits

DETECTOR = (
    rb"----(?:-(?:BEGIN|END)(?:" + _NAME + rb"|" + _OPENVPN + rb")| (?:BEGIN|END)" + _SSH2 + rb")"
)

_HEADER = re.compile(rb"----(?:-BEGIN(?:" + _NAME + rb"|" + _OPENVPN + rb")| BEGIN" + _SSH2 + rb")")
_LINES = re.compile(
    rb"[ \t\r]*\n"  # the end of the header's line
    rb"(?>(?:[ \t>|]*+"  # indented, quoted in a mail, or a block of YAML
    rb"(?:[A-Za-z0-9+/=]++"  # base64
    rb"|[A-Z][A-Za-z-]{2,20}: [^\n]{1,200}"  # a field of an encrypted key, as `Proc-Type: 4`
    rb"|)"  # or an empty line
    rb"[ \t\r]*+\n)*)"
)
"""The lines that a key may consist of: whatever else comes ends it."""

# What is left of a line before the end.
_END = re.compile(rb"[ \t>|]*+(?=----(?:-| )END)")
# The last line of the data, where the key goes on after it.
_CUT_OFF = re.compile(rb"[ \t>|]*+[A-Za-z0-9+/=]*+\Z")
_INLINE = re.compile(
    rb"(?>(?:[A-Za-z0-9+/= ,:%]++"  # base64, spaces for line ends, fields, percent-encoding
    rb"|&#(?:1[03]|[xX]0?[aAdD]);"  # line ends in XML
    rb"|\\++[nrtu/]"  # escaped line ends and slashes, any number of times
    rb"|-(?!---[ -])"  # a hyphen, but not the footer, or the next header
    rb")*)"
)
"""A key whose lines a text of JSON joins."""

_KEY_BYTES = string.ascii_letters.encode() + b"0123456789+/=\r\n"
_NOT_OF_KEYS = bytes(byte not in _KEY_BYTES for byte in range(256))
"""1 for what is in no key: to translate is many times as fast as to strip."""

_KEY_MATERIAL = re.compile(rb"[A-Za-z0-9+/]{16}")
_KEY_LINE = re.compile(
    rb"^(?=[^\n]*[A-Z])(?=[^\n]*[a-z])(?=[^\n]*[0-9+/])"  # mixed as base64 is
    rb"[A-Za-z0-9+/]{16}",
    re.MULTILINE,
)
"""A line that is not a word and not a number."""


def _key_after(data: bytes, header_end: int) -> tuple[int, int] | None:
    """Return the bounds of the key whose header ends at `header_end`, `None` if none follows.

    A key without a footer reaches as far as its lines look like one.
    """
    limit = min(len(data), header_end + MAX_KEY_BYTES)
    if lines := _LINES.match(data, header_end, limit):
        end = lines.end()
        last = _END.match(data, end, limit)
        if limit == len(data):
            # The last line of a file, or of the part of a log that is sent, may be half a line.
            last = last or _CUT_OFF.match(data, end)
        end = last.end() if last else end
        # The line ends after the header and before the footer stay.
        start = data.index(b"\n", header_end) + 1
        end -= data[start:end].endswith(b"\n")
    else:
        inline = _INLINE.match(data, header_end, limit)
        start, end = header_end, inline.end() if inline else header_end
    return (start, end) if _KEY_MATERIAL.search(data, start, end) else None


def _key_before(data: bytes, footer_start: int) -> tuple[int, int] | None:
    """Return the bounds of the key whose footer begins at `footer_start`.

    `None` if the lines before do not look like one. The newest lines of a log may begin within a
    key: then its header is missing. With a header, both ends find the same key, which is one span.
    """
    if footer_start and not data.endswith(b"\n", 0, footer_start):
        return None
    start = start_of_key_lines(data, footer_start)
    return None if start is None else (start, footer_start - 1)


def start_of_key_lines(data: bytes, end: int) -> int | None:
    """Return where the lines begin that reach to `end` and look like a key's, `None` if none do."""
    near = max(0, end - _NEAR)
    # Mostly something else is near: the whole of what a key may take need not be looked at.
    limit = near if data[near:end].strip(_KEY_BYTES) else max(0, end - MAX_KEY_BYTES)
    # How much comes before the run of a key's characters that reaches to `end`; the run may begin
    # in the middle of another line, which is not the key's.
    others = data[limit:end].translate(_NOT_OF_KEYS).rfind(b"\1") + 1
    if limit and not others:
        # More than any key has: base64 of something else.
        return None
    start = data.find(b"\n", limit + others, end) + 1 if others else 0
    first = _KEY_LINE.search(data, start, end) if start or not others else None
    return first.start() if first else None


def _last_header(data: bytes, start: int, end: int) -> re.Match[bytes] | None:
    """Return the last header between `start` and `end`."""
    word = end
    for _ in range(_MAX_WORDS):
        word = data.rfind(b"BEGIN", start, word)
        if word < start + _BEFORE_WORD:
            return None
        if found := _HEADER.match(data, word - _BEFORE_WORD, end):
            return found
    # There are many others, such as certificates.
    return max(_HEADER.finditer(data, start, end), key=re.Match.start, default=None)


def open_key(data: bytes, end: int) -> int | None:
    """Return the start of the line that opens a private key which may go on after `end`.

    That is its header, or, where the header is missing, the first line that is left of it. `None`
    if nothing before `end` looks like a key: then content may be cut there.
    """
    found = _last_header(data, max(0, end - MAX_KEY_BYTES - MAX_HEADER_BYTES), end)
    if found is None:
        return start_of_key_lines(data, end)
    lines = _LINES.match(data, found.end(), min(end, found.end() + MAX_KEY_BYTES))
    if lines is None or lines.end() < end:
        return start_of_key_lines(data, end)
    # The header's line looks at what follows it: both have to be in one block.
    return data.rfind(b"\n", 0, found.start()) + 1


class PrivateKeyRule(BaseRule):
    """The rule for private keys; it finds a key by either of its ends."""

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return (DETECTOR,)

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`; what was found is a part of the first or the last line."""
        is_first = data.startswith((b"-----BEGIN", b"---- BEGIN"), start)
        return _key_after(data, end) if is_first else _key_before(data, start)


PRIVATE_KEY = PrivateKeyRule(
    id="private-key",
    kind="private key",
    finds="Private keys in PEM armor, on one line or many, whole or cut off",
    examples=(
        '{"key":"-----BEGIN PRIVATE KEY-----«\\nMIIEvQIBADANBgkq\\n»-----END PRIVATE KEY-----"}',
        "-----BEGIN RSA PRIVATE KEY-----\n«MIIEpAIBAAKCAQEA»\n-----END RSA PRIVATE KEY-----",
        "«MIIEpAIBAAKCAQEA1c7\nQxz+/12=»\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN+PRIVATE+KEY-----«%0AMC4CAQAwBQYDK2VwBCIEID%2Fb2Umu%0A»-----END+PRIVATE+KEY-----",
        "-----BEGIN PRIVATE KEY-----«&#10;MIIEpAIBAAKCAQEA1c7&#xA;»-----END PRIVATE KEY-----",
        "---- BEGIN SSH2 PRIVATE KEY ----\n«lQOYBE6dQb76PR9U»\n---- END SSH2 PRIVATE KEY ----",
    ),
    counter_examples=(
        "key=-----BEGIN+PRIVATE+KEY-----%0A-----END+PRIVATE+KEY-----",
        "expected -----BEGIN RSA PRIVATE KEY----- but the file saml.key is empty",
        "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTAN\n-----END CERTIFICATE-----\n",
        "two\nwords\n-----END PRIVATE KEY-----\n",
    ),
)
RULES = (PRIVATE_KEY,)
