"""The active configuration, made of the stored one as Mattermost makes it when it starts."""

from collections.abc import Mapping
from typing import Any

from support_packet.mattermost.configuration.document import complete
from support_packet.mattermost.configuration.environment import apply_environment
from support_packet.mattermost.configuration.fixups import derive_defaults, fill_empty, fix
from support_packet.mattermost.configuration.known_keys import default_document, is_newer


def activate(
    stored: Mapping[str, Any], custom_defaults: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the document that the server runs with, and the paths that `variables` have set.

    Which defaults are filled in depends on the release that wrote the document: those of 5.37,
    unless it holds a key that only later ones have. Then those of 11.4 are, and no key that 5.37
    alone knows, since a later server that has it wrote it itself.
    """
    document = complete(stored, custom_defaults)
    newer = is_newer(document)
    defaults = derive_defaults(default_document(newer=newer), document)
    document = fill_empty(complete(document, defaults), defaults)
    document, overridden = apply_environment(document, variables)
    return fix(document, newer=newer), overridden
