"""Refuses a configuration that Mattermost would refuse, or that two readers may read as two."""

from collections.abc import Mapping
from typing import Any

from support_packet.errors import ConfigurationError
from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import (
    is_known,
    is_newer,
    known_sections,
    release_keys,
)
from support_packet.mattermost.configuration.value_kinds import EXPECTED, fits

_MOST_KEYS = 5000
"""In one section; Mattermost's largest has less than 200. It bounds how long a look-up takes."""


def check_document(source: str, document: Mapping[str, Any]) -> None:
    """Raise `ConfigurationError`, which names a key but no value, where `document` makes no sense.

    A value must have its key's type, since Go refuses to load any other; null stands for the
    default. Two keys that are equal but for case are one to Go, and the later one wins unseen.
    """
    for path in ("", *known_sections().values()):
        section = lookup(document, path) if path else document
        if section is not None:
            _check_section(source, path, section)
    for key in release_keys(newer=is_newer(document)):
        value = lookup(document, key.path)
        if value is not None and not fits(key.kind, value):
            raise ConfigurationError(f"{source}: {key.path} must be {EXPECTED[key.kind]}.")


def _check_section(source: str, path: str, section: Any) -> None:
    if not isinstance(section, dict):
        raise ConfigurationError(f"{source}: {path} must be an object.")
    if len(section) > _MOST_KEYS:
        raise ConfigurationError(f"{source}: {path or 'it'} has more than {_MOST_KEYS} keys.")
    seen: dict[str, str] = {}
    for name in section:
        other = seen.setdefault(name.casefold(), name)
        if other != name and is_known(f"{path}.{name}".removeprefix(".")):
            where = f" in {path}" if path else ""
            raise ConfigurationError(
                f"{source}: {other} and {name}{where} are one key to Mattermost, which ignores "
                "case. Remove one."
            )
