"""Which keys a fact of `support_packet.yaml` may have."""

import re

from support_packet.contract.checks import check_text, type_name
from support_packet.errors import DeclarationError

OWN_KEYS = frozenset(
    {
        "server_os",
        "server_architecture",
        "server_version",
        "server_build",
        "database_type",
        "database_version",
        "database_server_version",
        "ldap_vendor_name",
        "ldap_vendor_version",
        "elastic_server_version",
        "elastic_server_plugins",
        "elastic_backend",
    }
)
"""Keys without a prefix: those of Mattermost's own packets, and what we add to them.

That only this repository's packages may declare them is for the host to say, which knows whose
declaration it is.
"""

_MAX_CHARACTERS = 100
_FACT_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def check_keys(value: object) -> tuple[str, ...]:
    """Return the keys of facts as a tuple."""
    if not isinstance(value, tuple | list):
        raise DeclarationError(f"The keys of a PacketFacts are {type_name(value)}, not a tuple.")
    keys = tuple(check_text("key of a PacketFacts", key) for key in value)
    for key in keys:
        _check_key(key)
    return keys


def _check_key(key: str) -> None:
    if not _FACT_KEY.fullmatch(key) or len(key) > _MAX_CHARACTERS:
        raise DeclarationError(
            f"The key {key[: 2 * _MAX_CHARACTERS]!r} must begin with a letter and consist of at "
            f"most {_MAX_CHARACTERS} letters, digits, '_', '-' and '.'."
        )
    if "." not in key and key not in OWN_KEYS:
        raise DeclarationError(
            f"The key {key!r} has no prefix, as only Mattermost's own have none. Choose one of "
            f"your own, such as my_package.{key}."
        )
