"""Masks the secrets of a configuration by their place, and tells what they were.

What no release knows is taken for a secret: its booleans and numbers stay, its texts do not. An
unset secret stays visibly unset, so that support can tell it from one that is set.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.mattermost.configuration.known_keys import is_known
from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.secrets.embedded import credentials_in, mask_embedded
from support_packet.mattermost.secrets.sensitive_keys import (
    HARMLESS_PLUGIN_TYPES,
    LOGGING_DOCUMENTS,
    LOGGING_WORDS,
    MASK,
    OPEN_MAPS,
    PLUGIN_SETTINGS,
    SECRET_KEYS,
    names_secret,
)

_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_UNSET: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Sanitized:
    """A configuration without its secrets.

    `secrets` are the values that were masked, with the passwords inside them. `stored_masks` are
    the paths at which the configuration itself holds a mask: a broken setting.
    """

    document: Mapping[str, Any]
    secrets: frozenset[str]
    stored_masks: tuple[str, ...]


def sanitize(document: Mapping[str, Any], manifests: Manifests) -> Sanitized:
    """Return `document` masked; `manifests` say which settings of plugins are harmless."""
    types = {manifest.id: manifest.setting_types for manifest in manifests.all}
    sanitizer = _Sanitizer(types)
    masked = {name: sanitizer.clean(name, name, value) for name, value in document.items()}
    # What stands in a manifest, the default of a setting above all, is known to everybody.
    public = {text for manifest in manifests.all for text in _texts(manifest.document)}
    return Sanitized(masked, frozenset(sanitizer.secrets - public), tuple(sanitizer.stored_masks))


class _Sanitizer:
    """One walk through one document. A `path` keeps its spelling; it is compared in lower case."""

    def __init__(self, setting_types: Mapping[str, Mapping[str, str]]) -> None:
        self.secrets: set[str] = set()
        self.stored_masks: list[str] = []
        self._setting_types = setting_types
        self._special: dict[str, Callable[[str, str, Any], Any]] = {
            **dict.fromkeys(SECRET_KEYS, lambda _path, _name, value: self._mask(value)),
            **dict.fromkeys(OPEN_MAPS, lambda _path, name, value: self._open(name, value)),
            **dict.fromkeys(
                LOGGING_DOCUMENTS, lambda _path, name, value: self._logging(name, value)
            ),
            PLUGIN_SETTINGS: self._plugins,
        }

    def clean(self, path: str, name: str, value: Any) -> Any:
        """Return what may be shown of `value`, which is called `name` and stands at `path`."""
        if self._is_harmless(path, value):
            return value
        return self._special.get(path.lower(), self._by_shape)(path, name, value)

    def _is_harmless(self, path: str, value: Any) -> bool:
        """Tell whether `value` is no secret wherever it stands; a stored mask is remembered."""
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
            return self._text(value) if known else self._mask(value)
        return value if known or not names_secret(name) else self._mask(value)

    def _members(self, path: str, name: str, value: dict[str, Any], *, known: bool) -> Any:
        # Below an unknown key the names of the members may be secrets, too.
        if not known and (names_secret(name) or not all(map(_PLAIN_NAME.fullmatch, value))):
            return self._mask(value)
        return {key: self.clean(f"{path}.{key}", key, item) for key, item in value.items()}

    def _text(self, text: str) -> str:
        shown, found = mask_embedded(text)
        self.secrets |= found
        return shown

    def _mask(self, value: Any) -> Any:
        """Return masks for `value` and remember every text in it; unset items stay unset."""
        if isinstance(value, list):
            return [item if item in _UNSET else self._mask(item) for item in value]
        for text in _texts(value):
            self._remember(text)
        return MASK

    def _remember(self, text: str) -> None:
        """Take for secret what `text` is and holds, JSON in JSON too."""
        self.secrets |= {text, *credentials_in(text)}
        for inner in _texts(_parsed(text)):
            self._remember(inner)

    def _plugins(self, path: str, _name: str, plugins: Any) -> Any:
        if not isinstance(plugins, dict):
            return self._mask(plugins)
        return {name: self._plugin(f"{path}.{name}", name, own) for name, own in plugins.items()}

    def _plugin(self, path: str, plugin: str, settings: Any) -> Any:
        types = self._setting_types.get(plugin.lower())
        if settings in _UNSET:
            return settings
        if types is None or not isinstance(settings, dict):
            return self._mask(settings)
        return {
            key: self._plugin_setting(f"{path}.{key}", types.get(key.lower()), value)
            for key, value in settings.items()
        }

    def _plugin_setting(self, path: str, declared: str | None, value: Any) -> Any:
        if not isinstance(value, bool) and self._is_harmless(path, value):
            return value
        picked = declared in HARMLESS_PLUGIN_TYPES and not isinstance(value, dict | list)
        return value if picked else self._mask(value)

    def _logging(self, name: str, value: Any) -> Any:
        """Clean a logging document: in a text, its file's name and its JSON look much alike."""
        if not isinstance(value, str):
            return self._open(name, value, words=LOGGING_WORDS)
        parsed = _parsed(value)
        if isinstance(parsed, dict | list):
            return json.dumps(self._open(name, parsed, words=LOGGING_WORDS), ensure_ascii=False)
        return self._mask(value) if "{" in value else self._text(value)

    def _open(self, name: str, value: Any, words: frozenset[str] | None = None) -> Any:
        """Clean a map of free keys: by their names, and by the `words` that may be shown."""
        if isinstance(value, bool) or value in _UNSET or value == MASK:
            return value
        if isinstance(value, dict):
            return {key: self._open(key, item, words) for key, item in value.items()}
        if isinstance(value, list):
            return [self._open(name, item, words) for item in value]
        if names_secret(name):
            return self._mask(value)
        if isinstance(value, str):
            shown = words is None or name.lower() in words
            return self._text(value) if shown else self._mask(value)
        return value


def _texts(value: Any) -> list[str]:
    """Return every text and number in `value`, as text."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [] if value is None or isinstance(value, bool) or value == "" else [str(value)]


def _parsed(text: str) -> Any:
    """Return the JSON object, list or string that `text` is, or None."""
    if not text.lstrip().startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
