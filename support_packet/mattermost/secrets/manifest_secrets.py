"""What the manifests of plugins say of secrets, and the secrets that they hold themselves."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.manifests.manifest import Manifest
from support_packet.mattermost.manifests.setting_types import SECRET, declared_settings
from support_packet.mattermost.secrets.sensitive_keys import names_secret
from support_packet.mattermost.secrets.wanted import Evidence, WantedValues

EVIDENCE_OF_TYPE: Mapping[str, Evidence] = MappingProxyType(
    # What an admin lets the server generate is a key or the secret of a webhook.
    {SECRET: Evidence.DECLARED, "generated": Evidence.NAME}
)
"""What the type of a setting says about its value."""


def declared_secrets(manifests: Collection[Manifest], shown: Collection[str]) -> frozenset[str]:
    """Return the secrets within `manifests`, which `plugins.json` would show.

    A value that is `shown` in the configuration is not a secret.

    They are the defaults of settings that are declared secret, and in `props` what a name or its
    look gives away.
    """
    wanted = WantedValues()
    for manifest in manifests:
        for value, evidence, name in _candidates(manifest):
            wanted.add(value, evidence, name)
    return wanted.secrets(shown, ())


def texts_in(value: Any) -> list[str]:
    """Return every text and number in `value`, as text."""
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in texts_in(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    return [] if value is None or isinstance(value, bool) or value == "" else [str(value)]


def _candidates(manifest: Manifest) -> Iterator[tuple[Any, Evidence, str]]:
    for setting in declared_settings(manifest.document.get("settings_schema")):
        key = str(lookup(setting, "key"))
        declared = manifest.setting_types.get(key.lower())
        if declared == SECRET:
            yield lookup(setting, "default"), Evidence.DECLARED, key
        elif names_secret(key):
            # A default that is not random is a sample, and does not open anything.
            yield lookup(setting, "default"), Evidence.LOOK, key
    yield manifest.document.get("props"), Evidence.LOOK, ""
