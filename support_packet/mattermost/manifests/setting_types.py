"""What the settings of a Mattermost plugin are, as its manifest declares them."""

from typing import Any

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.go.yaml import Plain

SECRET = "secret"  # noqa: S105 -- a type of setting
"""The type of a setting that its manifest declares to be secret."""


def setting_types(document: Any) -> dict[str, str]:
    """Return the declared types of the settings in a manifest, by their keys in lower case."""
    types: dict[str, str] = {}
    for setting in declared_settings(lookup(document, "settings_schema")):
        key = text_of(lookup(setting, "key")).lower()
        kind = SECRET if value_of(lookup(setting, "secret")) else text_of(lookup(setting, "type"))
        if types.setdefault(key, kind) != kind:
            types[key] = SECRET
    return types


def declared_settings(schema: Any) -> list[Any]:
    """Return the settings of `schema` and those of its sections, which newer releases have."""
    places = [schema, *_items(lookup(schema, "sections"))]
    return [setting for place in places for setting in _items(lookup(place, "settings"))]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def value_of(value: Any) -> Any:
    """Return a value of any type without its spelling in YAML."""
    if isinstance(value, dict):
        return {key: value_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [value_of(item) for item in value]
    return value.value if isinstance(value, Plain) else value


def text_of(value: Any) -> str:
    """Return a text as it is written in YAML, "" for what is not a text."""
    if isinstance(value, Plain):
        return value.text
    return value if isinstance(value, str) else ""
