"""Rejects a configuration that Mattermost rejects."""

from collections.abc import Mapping
from typing import Any

from support_packet.errors import ConfigurationError
from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import (
    is_after_5_37,
    known_sections,
    release_keys,
)

_MAX_KEYS = 5000
"""In a section; Mattermost's largest has fewer than 200. A look-up takes longer with each key."""


def check_document(source: str, document: Mapping[str, Any]) -> None:
    """Raise `ConfigurationError`, which names a key but no value, if `document` is invalid.

    A value must have the type of its key, since Go refuses to load any other; null means the
    default.
    """
    for path in ("", *known_sections().values()):
        section = lookup(document, path) if path else document
        if section is not None:
            _check_section(source, path, section)
    for key in release_keys(after_5_37=is_after_5_37(document)):
        value = lookup(document, key.path)
        if value is not None and not key.kind.fits(value):
            raise ConfigurationError(f"{source}: {key.path} must be {key.kind.description}.")


def _check_section(source: str, path: str, section: Any) -> None:
    if not isinstance(section, dict):
        raise ConfigurationError(f"{source}: {path} must be an object.")
    if len(section) > _MAX_KEYS:
        raise ConfigurationError(
            f"{source}: {path or 'the document'} has more than {_MAX_KEYS} keys."
        )
