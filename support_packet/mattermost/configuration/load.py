"""Turns the stored configuration into the active one, as Mattermost does when it starts."""

from collections.abc import Mapping
from typing import Any

from support_packet.mattermost.configuration.corrections import correct, is_of_12, without_gone
from support_packet.mattermost.configuration.document import complete, spelling
from support_packet.mattermost.configuration.environment import apply_environment
from support_packet.mattermost.configuration.fixups import derive_defaults, fill_empty, fix
from support_packet.mattermost.configuration.known_keys import (
    FEATURE_FLAGS,
    defaults_for,
    is_after_5_37,
)

_MERGED_IN_11 = "NotificationLogSettings"
_SECTIONS_OF_11 = frozenset(
    {
        "airecapsettings",
        "autotranslationsettings",
        "contentflaggingsettings",
        "intunesettings",
        "mobileephemeralmodesettings",
    }
)
"""What no release before 11 has."""


def activate(
    stored: Mapping[str, Any], custom_defaults: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the document that the server runs with, and the paths that `variables` set.

    The defaults depend on the release that wrote the document: those of 5.37, unless it has a key
    that only later releases have. Then keys that only 5.37 has are not filled in: a later server
    that still had them would have written them itself.
    """
    document = _without_left_over(complete(stored, custom_defaults))
    after_5_37 = is_after_5_37(document)
    of_12 = after_5_37 and is_of_12(document)
    defaults = derive_defaults(defaults_for(document), document)
    document = fill_empty(complete(document, defaults), defaults)
    document, overridden = apply_environment(document, variables)
    active = fix(document, after_5_37=after_5_37)
    if of_12:
        active = correct(without_gone(active))
    return _with_flags_last(active) if after_5_37 else active, overridden


def _without_left_over(document: dict[str, Any]) -> dict[str, Any]:
    """Remove the notifications log from a document of release 11, whose server ignores it."""
    sections = {name.casefold() for name in document}
    if _SECTIONS_OF_11.isdisjoint(sections):
        return document
    own = spelling(document, _MERGED_IN_11)
    return {name: value for name, value in document.items() if name != own}


def _with_flags_last(document: dict[str, Any]) -> dict[str, Any]:
    """Move the feature flags to the end, where newer servers show them."""
    own = spelling(document, FEATURE_FLAGS)
    flags = {own: document[own]} if own in document else {}
    return {name: value for name, value in document.items() if name != own} | flags
