"""The manifest of a Mattermost plugin, with the keys that the server shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.errors import ManifestError
from support_packet.mattermost.configuration.document import lookup, spelling
from support_packet.mattermost.configuration.known_keys import default_document
from support_packet.mattermost.go.yaml import Plain

SECRET = "secret"  # noqa: S105 -- a type of setting
"""The type of a setting that its manifest declares to be secret."""

# `omitempty` in Go: these keys are left out if they are empty, all others are shown.
_SHOWN_IF_SET = frozenset(
    (
        "description", "homepage_url", "support_url", "release_notes_url", "icon_path",
        "min_server_version", "server", "backend", "webapp", "settings_schema", "props",
        "required_configuration", "executables", "regenerate_help_text", "options",
    )
)  # fmt: skip
_OLD_PLATFORMS = ("linux-amd64", "darwin-amd64", "windows-amd64")


@dataclass(frozen=True)
class Manifest:
    """A manifest: the `id` of the plugin in lower case, and its `document` for `plugins.json`.

    `setting_types` are the declared types of the settings, also of those in sections, by their
    keys in lower case. A setting is `secret` if it is declared so, or twice with different types.
    """

    id: str
    document: Mapping[str, Any]
    setting_types: Mapping[str, str]


def parse_manifest(document: Any) -> Manifest:
    """Return the manifest in `document`, which `read_manifest_file` returned.

    `ManifestError` if the server would reject it: a value has the wrong type.
    """
    fields = _Fields(document, "the manifest")
    shown = _shown(
        id=fields.text("id").lower(),
        name=fields.text("name"),
        description=fields.text("description"),
        homepage_url=fields.text("homepage_url"),
        support_url=fields.text("support_url"),
        release_notes_url=fields.text("release_notes_url"),
        icon_path=fields.text("icon_path"),
        version=fields.text("version"),
        min_server_version=fields.text("min_server_version"),
        server=fields.struct("server", _server),
        backend=fields.struct("backend", _server),
        webapp=fields.struct("webapp", lambda webapp: webapp.texts("bundle_path")),
        settings_schema=fields.struct("settings_schema", _settings_schema),
        props=_value(fields.mapping("props")),
        required_configuration=fields.struct("required_configuration", _configuration),
    )
    return Manifest(shown["id"], shown, _setting_types(document))


class _Fields:
    """The members of an object, read as Go reads them into a struct: null is like missing."""

    def __init__(self, document: Any, place: str) -> None:
        if not isinstance(document, dict):
            raise ManifestError(f"{place} is not an object")
        self.members: dict[str, Any] = document
        self._place = place

    def value(self, name: str) -> Any:
        return self.members.get(spelling(self.members, name))

    def text(self, name: str) -> str:
        value = self.value(name)
        if not isinstance(value, str | Plain | None):
            raise ManifestError(f"{name} of {self._place} is not a string")
        return _text(value)

    def texts(self, *names: str) -> dict[str, Any]:
        return {name: self.text(name) for name in names}

    def mapping(self, name: str) -> dict[str, Any]:
        return self.struct(name, lambda fields: fields.members) or {}

    def struct(self, name: str, show: "Callable[[_Fields], dict[str, Any]]") -> Any:
        value = self.value(name)
        return None if value is None else show(_Fields(value, name))

    def structs(self, name: str, show: "Callable[[_Fields], dict[str, Any]]") -> Any:
        value = self.value(name)
        if value is not None and not isinstance(value, list):
            raise ManifestError(f"{name} of {self._place} is not a list")
        return value and [None if item is None else show(_Fields(item, name)) for item in value]


def _shown(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value or name not in _SHOWN_IF_SET}


def _server(fields: _Fields) -> dict[str, Any]:
    executables = _Fields(fields.mapping("executables"), "executables")
    names = sorted({*executables.members, *_OLD_PLATFORMS}) if executables.members else []
    return _shown(executables=executables.texts(*names), executable=fields.text("executable"))


def _settings_schema(fields: _Fields) -> dict[str, Any]:
    return fields.texts("header", "footer") | {"settings": fields.structs("settings", _setting)}


def _setting(fields: _Fields) -> dict[str, Any]:
    return _shown(
        key=fields.text("key"),
        display_name=fields.text("display_name"),
        type=fields.text("type"),
        help_text=fields.text("help_text"),
        regenerate_help_text=fields.text("regenerate_help_text"),
        placeholder=fields.text("placeholder"),
        default=_value(fields.value("default")),
        options=fields.structs("options", lambda option: option.texts("display_name", "value")),
    )


def _configuration(fields: _Fields) -> dict[str, Any]:
    """Return a whole configuration, null except for what `fields` requires.

    The server reads this part of a manifest into the same struct as its configuration, in which
    every key is a pointer.
    """
    return {
        section: {key: _value(lookup(fields.members, f"{section}.{key}")) for key in keys}
        for section, keys in default_document(after_5_37=False).items()
        if section != "FeatureFlags"
    }


def _value(value: Any) -> Any:
    """Return a value of any type without its spelling in YAML."""
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(item) for item in value]
    return value.value if isinstance(value, Plain) else value


def _setting_types(document: Any) -> dict[str, str]:
    types: dict[str, str] = {}
    for setting in _declared_settings(lookup(document, "settings_schema")):
        key = _text(lookup(setting, "key")).lower()
        kind = SECRET if _value(lookup(setting, "secret")) else _text(lookup(setting, "type"))
        if types.setdefault(key, kind) != kind:
            types[key] = SECRET
    return types


def _declared_settings(schema: Any) -> list[Any]:
    """Return the settings of `schema` and those of its sections, which newer releases have."""
    places = [schema, *_items(lookup(schema, "sections"))]
    return [setting for place in places for setting in _items(lookup(place, "settings"))]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    if isinstance(value, Plain):
        return value.text
    return value if isinstance(value, str) else ""
