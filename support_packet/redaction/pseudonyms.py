"""Names in place of e-mail and IP addresses: the same address, the same name."""

import hashlib
import os
import re
from collections.abc import Iterable

from support_packet.redaction.rules.rule import Rule

EMAIL = "e-mail address"
ADDRESS = "IP address"

_OCTET = rb"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_AT = re.compile(rb"%40|\\u0040")
_KEPT = (b"0.0.0.0", b"127.0.0.1", b"255.255.255.255")

EMAIL_RULES = (
    Rule(
        EMAIL,
        b"",
        rb"[A-Za-z0-9._%+-]{1,64}(?:@|%40|\\u0040)[A-Za-z0-9]",
        rb"[A-Za-z0-9-]*+(?>(?:\.[A-Za-z0-9-]++)+)(?<=[A-Za-z]{2})",
    ),
)

ADDRESS_RULES = (
    Rule(
        ADDRESS,
        b"",
        rb"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
        check=rb"(?<![0-9A-Za-z.])(?=(?:"
        + _OCTET
        + rb"\.){3}"
        + _OCTET
        + rb"(?![0-9A-Za-z]|\.[0-9]))",
    ),
    Rule(
        ADDRESS,
        b"",
        rb"(?:[0-9A-Fa-f]{1,4}:){1,6}:[0-9A-Fa-f]{1,4}",
        rb"(?>(?::[0-9A-Fa-f]{1,4})*)(?![0-9A-Za-z])",
        word=True,
    ),
    Rule(ADDRESS, b"", rb"(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}", word=True),
)
"""Of the addresses that mean no machine, those of IPv4 are kept by `Pseudonyms`."""


class Pseudonyms:
    """Gives names to addresses, under a key drawn from the secrets of the server.

    The same server gives an address the same name in every packet, so that two packets can be
    compared and the same input makes the same bytes; without its secrets nobody can find the
    address by trying. Where no secret is known, the key is drawn at random for each packet.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        known = "\0".join(sorted(secrets)).encode("utf-8", "backslashreplace")
        self._key = hashlib.sha256(known or os.urandom(32)).digest()

    def email(self, address: bytes) -> bytes:
        """Return the name of an e-mail address, itself of that form."""
        plain = _AT.sub(b"@", address).lower()
        return b"user-" + self._digest(plain) + b"@pseudonym.invalid"

    def address(self, address: bytes) -> bytes:
        """Return the name of an IP address; loopback and the like keep theirs."""
        return address if address in _KEPT else b"ip-" + self._digest(address.lower())

    def _digest(self, address: bytes) -> bytes:
        return hashlib.blake2b(address, key=self._key, digest_size=6).hexdigest().encode()
