"""The keys of Mattermost's configuration, by release, with their types and defaults.

They are in `config_keys.tsv`: those of 5.37 as its server wrote them, those of 11.9 as its typed
client declares them, the feature flags of 5.37, and the known defaults of 11.4. A default that a
server generates for itself is "" there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from support_packet.mattermost.configuration.document import folded_paths, replaced
from support_packet.mattermost.configuration.value_kinds import KINDS, Kind


@dataclass(frozen=True)
class ConfigKey:
    """A key. Its path is "" for a release that does not have it; an unknown default is None."""

    path_in_5: str
    path_in_11: str
    kind: Kind
    default_in_5: Any
    default_in_11: Any
    overridable: bool

    @property
    def path(self) -> str:
        """The dotted path in the oldest spelling."""
        return self.path_in_5 or self.path_in_11


@cache
def known_keys() -> Mapping[str, ConfigKey]:
    """Return all keys of all releases by their dotted path in lower case, in Mattermost's order."""
    table = files(__package__).joinpath("config_keys.tsv").read_text(encoding="utf-8")
    columns, *rows = (line.split("\t") for line in table.splitlines())
    keys = [_config_key(dict(zip(columns, row, strict=True))) for row in rows]
    return MappingProxyType({key.path.casefold(): key for key in keys})


def _config_key(row: Mapping[str, str]) -> ConfigKey:
    default_in_5 = json.loads(row["5.37 default"] or "null")
    return ConfigKey(
        path_in_5=row["5.37 key"],
        path_in_11=row["11.9 key"],
        kind=KINDS[row["kind"]],
        default_in_5=default_in_5,
        default_in_11=json.loads(row["11.4 default"]) if row["11.4 default"] else default_in_5,
        overridable=row["override"] != "never",
    )


@cache
def known_sections() -> Mapping[str, str]:
    """Return the spelling of every section, nested ones too, by its dotted path in lower case."""
    sections: dict[str, str] = {}
    for key in known_keys().values():
        names = key.path.split(".")
        for depth in range(1, len(names)):
            path = ".".join(names[:depth])
            sections.setdefault(path.casefold(), path)
    return MappingProxyType(sections)


_MAX_DEPTH = 3
"""The most names in the path of a key."""

_REPLICA_LAG = frozenset(
    f"sqlsettings.replicalagsettings.{name}"
    for name in ("datasource", "queryabsolutelag", "querytimelag")
)


def is_known(path: str) -> bool:
    """Return whether any release has a key or section at the dotted `path`, in any case."""
    folded = path.casefold()
    return folded in known_keys() or folded in known_sections() or folded in _REPLICA_LAG


@cache
def _keys_after_5_37() -> frozenset[str]:
    return frozenset(
        key.path_in_11.casefold() for key in known_keys().values() if not key.path_in_5
    )


def is_after_5_37(document: Mapping[str, Any]) -> bool:
    """Return whether a release after 5.37 wrote `document`: it has a key that 5.37 lacks.

    A document does not name its release. 5.37 is the last one whose own file was available.
    """
    return not _keys_after_5_37().isdisjoint(folded_paths(document, _MAX_DEPTH))


def release_keys(*, after_5_37: bool) -> Iterator[ConfigKey]:
    """Yield the keys whose type is certain: those of 5.37; after it, those shared with 11.9."""
    for key in known_keys().values():
        if key.path_in_5 and (key.path_in_11 or not after_5_37):
            yield key


@cache
def default_document(*, after_5_37: bool) -> Mapping[str, Any]:
    """Return a configuration of defaults only, of 5.37 or, `after_5_37`, of 11.4.

    It lacks keys that the release does not have, and those with an unknown default. All callers
    share the object: copy before changing it.
    """
    document: dict[str, Any] = {}
    for key in known_keys().values():
        path = key.path_in_11 if after_5_37 else key.path_in_5
        default = key.default_in_11 if after_5_37 else key.default_in_5
        if path and default is not None:
            document = replaced(document, path, default)
    return document
