"""How a node says which rules for secrets it has applied to all that it sends.

A node that asks need not apply the same ones again.
"""

import hashlib
from functools import cache
from importlib.metadata import version

from support_packet.settings import Settings

HEADER = "Support-Packet-Searched"


def searched_with(settings: Settings) -> str | None:
    """Return the name of what every byte of a packet is searched with under these settings.

    It is the same only for the same release, rules and version of the library that searches.
    `None` without the last check, where binary files are sent as they are, and with pseudonyms,
    which each node makes for itself.
    """
    pseudonyms = settings.pseudonymize_emails or settings.pseudonymize_addresses
    if pseudonyms or settings.allow_binary or not settings.last_check:
        return None
    return name_of_rules()


@cache
def name_of_rules() -> str:
    """Return a name for this release, its rules, and the version of the library that searches."""
    from support_packet.redaction.rules import SECRET_RULES  # noqa: PLC0415 -- not at start

    # As they are in memory: the files on disk may be those of a later release.
    digest = hashlib.sha256()
    for part in (version("support-packet"), version("hyperscan"), *SECRET_RULES):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()
