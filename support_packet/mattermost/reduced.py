"""An installation without a part of it that cannot be read."""

import copy

from support_packet.errors import ConfigurationError
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.outcome import forget_computed, set_error
from support_packet.values.message import Message

_FROM_MANIFESTS = ("_manifests", "manifests", "_sanitized", "sanitized_config", "secrets")


def without_manifests(mattermost: Mattermost, error: Message) -> Mattermost:
    """Return a copy in which `error` is why the plugin directory cannot be read."""
    reduced = copy.copy(mattermost)
    for name in _FROM_MANIFESTS:
        vars(reduced).pop(name, None)
    vars(reduced)["_manifests"] = Manifests(error=error)
    return reduced


def without_configuration(mattermost: Mattermost, error: str) -> Mattermost:
    """Return a copy without a configuration, nor what was read by it; `error` is why."""
    reduced = copy.copy(mattermost)
    forget_computed(reduced)
    set_error(reduced, "config", ConfigurationError(error))
    return reduced
