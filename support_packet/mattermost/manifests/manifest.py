"""The manifest of a Mattermost plugin, with the keys that the server shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.errors import ManifestError
from support_packet.mattermost.configuration.document import copied, lookup, spelling
from support_packet.mattermost.configuration.known_keys import default_document
from support_packet.mattermost.go.yaml import Plain
from support_packet.mattermost.manifests.setting_types import setting_types, text_of, value_of

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


def own_copy(manifest: Manifest) -> Manifest:
    """Return `manifest` with a document that may be changed."""
    return Manifest(manifest.id, copied(manifest.document), manifest.setting_types)


def parse_manifest(document: Any, *, after_5_37: bool = False) -> Manifest:
    """Return the manifest in `document`, which `read_manifest_file` returned.

    Servers of releases `after_5_37` show sections, and no keys of the past. `ManifestError` if the
    server would reject it: a value has the wrong type.
    """
    fields = _Fields(document, "the manifest")
    schema = _newer_schema if after_5_37 else _settings_schema
    past = (
        {}
        if after_5_37
        else {
            "backend": fields.struct("backend", _server_in_5),
            "required_configuration": fields.struct("required_configuration", _configuration),
        }
    )
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
        server=fields.struct("server", _server if after_5_37 else _server_in_5),
        backend=past.get("backend"),
        webapp=fields.struct("webapp", lambda webapp: webapp.texts("bundle_path")),
        settings_schema=fields.struct("settings_schema", schema),
        props=value_of(fields.mapping("props")),
        required_configuration=past.get("required_configuration"),
    )
    return Manifest(shown["id"], shown, setting_types(document))


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
        return text_of(value)

    def texts(self, *names: str) -> dict[str, Any]:
        return {name: self.text(name) for name in names}

    def flags(self, *names: str) -> dict[str, bool]:
        found = {name: value_of(self.value(name)) for name in names}
        for name, value in found.items():
            if not isinstance(value, bool | None):
                raise ManifestError(f"{name} of {self._place} is neither true nor false")
        return {name: bool(value) for name, value in found.items()}

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


def _server_in_5(fields: _Fields) -> dict[str, Any]:
    return _server(fields, _OLD_PLATFORMS)


def _server(fields: _Fields, platforms: tuple[str, ...] = ()) -> dict[str, Any]:
    executables = _Fields(fields.mapping("executables"), "executables")
    names = sorted({*executables.members, *platforms}) if executables.members else []
    return _shown(executables=executables.texts(*names), executable=fields.text("executable"))


def _settings_schema(fields: _Fields) -> dict[str, Any]:
    return fields.texts("header", "footer") | {"settings": fields.structs("settings", _setting)}


def _newer_schema(fields: _Fields) -> dict[str, Any]:
    return fields.texts("header", "footer") | {
        "settings": fields.structs("settings", _newer_setting),
        "sections": fields.structs("sections", _section),
    }


def _section(fields: _Fields) -> dict[str, Any]:
    return (
        fields.texts("key", "title", "subtitle")
        | {"settings": fields.structs("settings", _newer_setting)}
        | fields.texts("header", "footer")
        | fields.flags("custom", "fallback")
    )


def _newer_setting(fields: _Fields) -> dict[str, Any]:
    return _setting(fields) | fields.texts("hosting") | fields.flags("secret")


def _setting(fields: _Fields) -> dict[str, Any]:
    return _shown(
        key=fields.text("key"),
        display_name=fields.text("display_name"),
        type=fields.text("type"),
        help_text=fields.text("help_text"),
        regenerate_help_text=fields.text("regenerate_help_text"),
        placeholder=fields.text("placeholder"),
        default=value_of(fields.value("default")),
        options=fields.structs("options", lambda option: option.texts("display_name", "value")),
    )


def _configuration(fields: _Fields) -> dict[str, Any]:
    """Return a whole configuration, null except for what `fields` requires.

    The server reads this part of a manifest into the same struct as its configuration, in which
    every key is a pointer.
    """
    return {
        section: {key: value_of(lookup(fields.members, f"{section}.{key}")) for key in keys}
        for section, keys in default_document(after_5_37=False).items()
        if section != "FeatureFlags"
    }
