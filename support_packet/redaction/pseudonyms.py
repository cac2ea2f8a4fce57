"""Names in place of e-mail and IP addresses: the same address, the same name."""

import hashlib
import os
import re
from collections.abc import Iterable

from support_packet.redaction.rules.addresses import PSEUDONYM_DOMAIN

_AT = re.compile(rb"%40|\\u0040")
_KEPT = (b"0.0.0.0", b"127.0.0.1", b"255.255.255.255")
"""IPv4 addresses that mean no machine in particular; the rules leave those of IPv6 out."""


class Pseudonyms:
    """Gives names to addresses, under a key drawn from the secrets of the server.

    The same server gives an address the same name in every packet, so that two packets can be
    compared and the same input makes the same bytes; without its secrets the address cannot be
    found by trying. Where no secret is known, the key is drawn at random for each packet.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        known = "\0".join(sorted(secrets)).encode("utf-8", "backslashreplace")
        self._key = hashlib.sha256(known or os.urandom(32)).digest()

    def email(self, address: bytes) -> bytes:
        """Return the name of an e-mail address, itself of that form."""
        plain = _AT.sub(b"@", address).lower()
        return b"user-" + self._digest(plain) + b"@" + PSEUDONYM_DOMAIN

    def address(self, address: bytes) -> bytes:
        """Return the name of an IP address; loopback and the like keep theirs."""
        return address if address in _KEPT else b"ip-" + self._digest(address.lower())

    def _digest(self, address: bytes) -> bytes:
        return hashlib.blake2b(address, key=self._key, digest_size=6).hexdigest().encode()
