"""Turns the stored configuration into the active one, as Mattermost does when it starts."""

from collections.abc import Mapping
from typing import Any

from support_packet.mattermost.configuration.document import complete
from support_packet.mattermost.configuration.environment import apply_environment
from support_packet.mattermost.configuration.fixups import derive_defaults, fill_empty, fix
from support_packet.mattermost.configuration.known_keys import default_document, is_after_5_37


def activate(
    stored: Mapping[str, Any], custom_defaults: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the document that the server runs with, and the paths that `variables` set.

    The defaults depend on the release that wrote the document: those of 5.37, unless it has a key
    that only later releases have. Then they are those of 11.4, without keys that only 5.37 has: a
    later server that still had them would have written them itself.
    """
    document = complete(stored, custom_defaults)
    after_5_37 = is_after_5_37(document)
    defaults = derive_defaults(default_document(after_5_37=after_5_37), document)
    document = fill_empty(complete(document, defaults), defaults)
    document, overridden = apply_environment(document, variables)
    return fix(document, after_5_37=after_5_37), overridden
