"""Masks the secrets of a configuration by their place, and collects what to search for elsewhere.

What no release knows is masked: its booleans and numbers stay, its texts do not. It is searched for
only if its name says that it is a secret, see `wanted`. Numbers are never secrets. An unset secret
stays visibly unset, so that support can tell it from one that is set.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import is_known
from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.secrets.composite import parsed
from support_packet.mattermost.secrets.embedded import mask_embedded
from support_packet.mattermost.secrets.manifest_secrets import (
    EVIDENCE_OF_TYPE,
    declared_secrets,
    texts_in,
)
from support_packet.mattermost.secrets.sensitive_keys import (
    DATA_SOURCES,
    HARMLESS_PLUGIN_TYPES,
    LOGGING_DOCUMENTS,
    LOGGING_WORDS,
    MASK,
    OPEN_MAPS,
    PLUGIN_SETTINGS,
    SECRET_KEYS,
    names_secret,
)
from support_packet.mattermost.secrets.wanted import Evidence, WantedValues, evidence_of_name
from support_packet.mattermost.sql.dsn_shown import shown_data_source

_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_UNSET: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Sanitized:
    """A configuration without its secrets.

    `secrets` are what has to be searched for in files: of the values that were masked those that
    are likely to be secret, and the secrets inside them. `stored_masks` are the paths at which the
    configuration itself holds a mask: a broken setting.
    """

    document: Mapping[str, Any]
    secrets: frozenset[str]
    stored_masks: tuple[str, ...]


def sanitize(
    document: Mapping[str, Any], manifests: Manifests, also_shown: Collection[str] = ()
) -> Sanitized:
    """Return `document` masked; `manifests` say what the settings of plugins are.

    `also_shown` are texts of another document that is shown.
    """
    types = {manifest.id: manifest.setting_types for manifest in manifests.all}
    sanitizer = _Sanitizer(types, str(lookup(document, "SqlSettings.DriverName") or ""))
    masked = {name: sanitizer.clean(name, name, value) for name, value in document.items()}
    shown = [*texts_in(masked), *also_shown]
    declared = declared_secrets(manifests.all, shown)
    # Everybody can read a manifest; the default of a setting is often its value, too.
    public = {text for manifest in manifests.all for text in texts_in(manifest.document)}
    secrets = sanitizer.wanted.secrets(shown, public - declared) | declared
    return Sanitized(masked, secrets, tuple(sanitizer.stored_masks))


class _Sanitizer:
    """One walk through one document. A `path` keeps its spelling; it is compared in lower case."""

    def __init__(self, setting_types: Mapping[str, Mapping[str, str]], driver: str) -> None:
        self._driver = driver
        self.wanted = WantedValues()
        self.stored_masks: list[str] = []
        self._setting_types = setting_types
        self._special: dict[str, Callable[[str, str, Any], Any]] = {
            **dict.fromkeys(SECRET_KEYS, self._secret),
            **dict.fromkeys(DATA_SOURCES, self._data_source),
            **dict.fromkeys(OPEN_MAPS, lambda _path, name, value: self._open(name, value)),
            **dict.fromkeys(
                LOGGING_DOCUMENTS, lambda _path, name, value: self._logging(name, value)
            ),
            PLUGIN_SETTINGS: self._plugins,
        }

    def clean(self, path: str, name: str, value: Any) -> Any:
        """Return what may be shown of `value`, which is called `name` and is at `path`."""
        if self._is_harmless(path, value):
            return value
        return self._special.get(path.lower(), self._by_shape)(path, name, value)

    def _is_harmless(self, path: str, value: Any) -> bool:
        """Return whether `value` is not a secret wherever it is; a stored mask is remembered."""
        if value == MASK:
            self.stored_masks.append(path)
            return True
        return isinstance(value, bool) or value in _UNSET

    def _by_shape(self, path: str, name: str, value: Any) -> Any:
        known = is_known(path)
        if isinstance(value, dict):
            return self._members(path, name, value, known=known)
        if isinstance(value, list):
            return [self.clean(path, name, item) for item in value]
        if isinstance(value, str):
            return self._text(value) if known else self._mask(value, name, Evidence.UNKNOWN)
        return value

    def _members(self, path: str, name: str, value: dict[str, Any], *, known: bool) -> Any:
        # Below an unknown key the names of the members may be secrets, too.
        if not known and (names_secret(name) or not all(map(_PLAIN_NAME.fullmatch, value))):
            return self._mask(value, name, Evidence.UNKNOWN)
        return {key: self.clean(f"{path}.{key}", key, item) for key, item in value.items()}

    def _text(self, text: str) -> str:
        shown, found = mask_embedded(text)
        self.wanted.add_certain(found)
        return shown

    def _secret(self, _path: str, name: str, value: Any) -> Any:
        return self._mask(value, name, Evidence.KEY)

    def _data_source(self, _path: str, name: str, value: Any) -> Any:
        """Mask the login of a data source, or of each in a list; mask all of it if in doubt."""
        if isinstance(value, list):
            return [self._data_source("", name, item) for item in value]
        if value in _UNSET:
            return value
        masked = self._mask(value, name, Evidence.KEY)
        shown = shown_data_source(self._driver, value) if isinstance(value, str) else None
        return shown or masked

    def _mask(self, value: Any, name: str, evidence: Evidence = Evidence.LOOK) -> Any:
        """Return masks for `value` and remember the secrets in it; unset items stay unset."""
        self.wanted.add(value, max(evidence, evidence_of_name(name) or evidence), name)
        return _masks(value)

    def _plugins(self, path: str, name: str, plugins: Any) -> Any:
        if not isinstance(plugins, dict):
            return self._mask(plugins, name)
        return {id_: self._plugin(f"{path}.{id_}", id_, own) for id_, own in plugins.items()}

    def _plugin(self, path: str, plugin: str, settings: Any) -> Any:
        types = self._setting_types.get(plugin.lower())
        if settings in _UNSET:
            return settings
        if types is None or not isinstance(settings, dict):
            # The id of a plugin is not the name of a secret.
            return self._mask(settings, "")
        return {
            key: self._plugin_setting(f"{path}.{key}", key, types.get(key.lower(), ""), value)
            for key, value in settings.items()
        }

    def _plugin_setting(self, path: str, key: str, declared: str, value: Any) -> Any:
        evidence = EVIDENCE_OF_TYPE.get(declared, Evidence.LOOK)
        is_number = isinstance(value, bool | int | float)
        if is_number and evidence < Evidence.DECLARED:
            return value
        if not is_number and self._is_harmless(path, value):
            return value
        picked = declared in HARMLESS_PLUGIN_TYPES and not isinstance(value, dict | list)
        return value if picked else self._mask(value, key, evidence)

    def _logging(self, name: str, value: Any) -> Any:
        """Clean a logging document, which is JSON, text with JSON, or the name of a file."""
        if not isinstance(value, str):
            return self._open(name, value, words=LOGGING_WORDS)
        document = parsed(value)
        if isinstance(document, dict | list):
            return json.dumps(self._open(name, document, words=LOGGING_WORDS), ensure_ascii=False)
        return self._mask(value, name) if "{" in value else self._text(value)

    def _open(self, name: str, value: Any, words: frozenset[str] | None = None) -> Any:
        """Clean a map of free keys: by their names, and by the `words` that may be shown."""
        if isinstance(value, bool) or value in _UNSET or value == MASK:
            return value
        if isinstance(value, dict):
            return {key: self._open(key, item, words) for key, item in value.items()}
        if isinstance(value, list):
            return [self._open(name, item, words) for item in value]
        if isinstance(value, str):
            shown = not names_secret(name) and (words is None or name.lower() in words)
            return self._text(value) if shown else self._mask(value, name)
        return value


def _masks(value: Any) -> Any:
    if isinstance(value, list):
        return [item if item in _UNSET else _masks(item) for item in value]
    return MASK
