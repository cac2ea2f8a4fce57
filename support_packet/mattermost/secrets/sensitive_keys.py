"""Which places of Mattermost's configuration hold a secret, in any release.

Paths are lower case, since Go reads JSON keys without regard to case and spellings changed between
releases. The keys come from what the releases 5.37 to 11.11 mask themselves, and from the review of
all keys that they have, both in `config_keys.tsv`: what is known to a release, and not marked there
as a secret, stays readable.
"""

import re

from support_packet.mattermost.configuration.known_keys import known_keys
from support_packet.secret_names import key_expression

MASK = "*" * 32
"""What every release of Mattermost writes in place of a secret."""

SECRET_KEYS = frozenset(
    {key.path.lower() for key in known_keys().values() if key.secret}
    | {"sqlsettings.replicalagsettings.datasource"}
)
"""The keys that hold a secret: masked by at least one release, or credentials that no one masks.

`ElasticsearchSettings.ClientKey` is not among them: it is a file's path.
"""

DATA_SOURCES = frozenset(
    {
        "sqlsettings.datasource",
        "sqlsettings.datasourcereplicas",
        "sqlsettings.datasourcesearchreplicas",
        "sqlsettings.replicalagsettings.datasource",
    }
)
"""Secret keys of whose value all but the login may be shown, where it is certain what that is."""

PLUGIN_SETTINGS = "pluginsettings.plugins"
"""The settings of plugins; their manifests say which are harmless."""

HARMLESS_PLUGIN_TYPES = frozenset({"bool", "number", "dropdown", "radio"})
"""Types of a plugin's settings whose values an admin picks or counts, and never types in."""

OPEN_MAPS = frozenset(
    {
        "contentflaggingsettings.notificationsettings.eventtargetmapping",
        "contentflaggingsettings.reviewersettings.teamreviewerssetting",
        "featureflags",
        "pluginsettings.pluginstates",
    }
)
"""Maps whose keys differ between servers, and whose values are known to be harmless."""

LOGGING_DOCUMENTS = frozenset(
    {
        "experimentalauditsettings.advancedloggingconfig",
        "experimentalauditsettings.advancedloggingjson",
        "logsettings.advancedloggingconfig",
        "logsettings.advancedloggingjson",
        "notificationlogsettings.advancedloggingconfig",
    }
)
"""Advanced logging: a JSON document, as such or in a string, or the name of a file."""

LOGGING_WORDS = frozenset(
    {
        "type", "format", "levels", "id", "name", "stacktrace", "options", "maxqueuesize",
        "filename", "maxsizemb", "maxagedays", "maxbackups", "compress", "ip", "host", "port",
        "tls", "cert", "insecure", "tag", "max_size", "max_age", "max_backups", "max_queue_size",
        "format_options", "enable_color", "delim", "min_level_len", "min_msg_len",
    }
)  # fmt: skip
"""The keys of advanced logging, old and new spelling, whose values are shown."""

_SECRET_WORD = re.compile(key_expression(), re.IGNORECASE)
_HARMLESS_NAME = re.compile(
    r"public.?key|(?:file|filename|files|path|directory|endpoint)$", re.IGNORECASE
)


def names_secret(name: str) -> bool:
    """Return whether a key called `name` counts as secret, by its name alone."""
    return bool(_SECRET_WORD.search(name)) and not _HARMLESS_NAME.search(name)
