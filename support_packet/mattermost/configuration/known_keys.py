"""The keys of Mattermost's configuration, by release, with their types and defaults.

They are in `config_keys.tsv`: those of 5.37 as its server wrote them, later ones as the source of
the releases has them. A default that a server generates for itself is "" there, one that is not
established is left out. `make keys` adds those of the next release.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from support_packet.mattermost.configuration.document import folded_paths, replaced
from support_packet.mattermost.configuration.value_kinds import KINDS, Kind

FEATURE_FLAGS = "FeatureFlags"
"""The section that no server stores: its values come from variables and from the release."""


@dataclass(frozen=True)
class ConfigKey:
    """A key. Its path is "" for releases that do not have it; an unknown default is None.

    `since` is the first release in the table that has the key, `until` the last one, "" for a key
    that the newest one has. `secret` are those whose value must not be shown.
    """

    path_in_5: str
    path_later: str
    since: str
    until: str
    kind: Kind
    default_in_5: Any
    default_later: Any
    overridable: bool
    secret: bool

    @property
    def path(self) -> str:
        """The dotted path in the oldest spelling."""
        return self.path_in_5 or self.path_later

    @property
    def newest_path(self) -> str:
        """The dotted path in the newest release, "" if that does not have the key."""
        return "" if self.until else self.path_later


@cache
def known_keys() -> Mapping[str, ConfigKey]:
    """Return all keys of all releases by their dotted path in lower case, in Mattermost's order."""
    table = files(__package__).joinpath("config_keys.tsv").read_text(encoding="utf-8")
    columns, *rows = (line.split("\t") for line in table.splitlines())
    keys = [_config_key(dict(zip(columns, row, strict=True))) for row in rows]
    return MappingProxyType({key.path.casefold(): key for key in keys})


def _config_key(row: Mapping[str, str]) -> ConfigKey:
    default_in_5 = json.loads(row["5.37 default"] or "null")
    later = row["later default"]
    return ConfigKey(
        path_in_5=row["5.37 key"],
        path_later=row["later key"],
        since=row["since"],
        until=row["until"],
        kind=KINDS[row["kind"]],
        default_in_5=default_in_5,
        default_later=json.loads(later) if later else default_in_5,
        overridable=row["override"] != "never",
        secret=bool(row["secret"]),
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

_MIN_FULL = 300
"""More keys than anybody sets by hand; a server of any release writes more than 400."""

_REPLICA_LAG = frozenset(
    f"sqlsettings.replicalagsettings.{name}"
    for name in ("datasource", "queryabsolutelag", "querytimelag")
)


def is_known(path: str) -> bool:
    """Return whether any release has a key or section at the dotted `path`, in any case."""
    folded = path.casefold()
    return folded in known_keys() or folded in known_sections() or folded in _REPLICA_LAG


@cache
def _keys_since(*releases: str) -> frozenset[str]:
    return frozenset(
        key.path_later.casefold() for key in known_keys().values() if key.since in releases
    )


@cache
def _releases() -> tuple[str, ...]:
    """Return the releases that brought the keys of the table, the oldest first."""
    releases = {key.since for key in known_keys().values()}
    return tuple(sorted(releases, key=lambda release: [int(part) for part in release.split(".")]))


def is_after_5_37(document: Mapping[str, Any]) -> bool:
    """Return whether a release after 5.37 wrote `document`: it has a key that 5.37 lacks.

    A document does not name its release. 5.37 is the last one whose own file was available.
    """
    return not _keys_since(*_releases()[1:]).isdisjoint(folded_paths(document, _MAX_DEPTH))


def release_keys(*, after_5_37: bool) -> Iterator[ConfigKey]:
    """Yield the keys whose type is certain: those of 5.37; after it, those still there."""
    for key in known_keys().values():
        if key.path_in_5 and (key.path_later or not after_5_37):
            yield key


def defaults_for(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the defaults of the keys that the server of `document` has, as far as it shows them.

    A server writes all its keys, so what a full document of an older release lacks, that release
    does not have either: then only keys that every release has are filled in. Whatever is written
    by hand is sparse, and is taken for a document of the newest release. All callers share the
    object.
    """
    if not is_after_5_37(document):
        return default_document(after_5_37=False)
    present = frozenset(folded_paths(document, _MAX_DEPTH))
    is_newest = not _keys_since(_releases()[-1]).isdisjoint(present)
    is_full = len(present.intersection(known_keys())) > _MIN_FULL
    return default_document(after_5_37=True) if is_newest or not is_full else _shared_defaults()


@cache
def default_document(*, after_5_37: bool) -> Mapping[str, Any]:
    """Return a configuration of defaults only, of 5.37 or, `after_5_37`, of the newest release.

    It lacks keys that the release does not have, and those with an unknown default. In releases
    after 5.37 the feature flags come last. All callers share the object: copy before changing it.
    """
    if after_5_37:
        keys = [(key.newest_path, key.default_later) for key in known_keys().values()]
        return _feature_flags_last(_document(keys))
    return _document([(key.path_in_5, key.default_in_5) for key in known_keys().values()])


@cache
def _shared_defaults() -> Mapping[str, Any]:
    return _document(
        [
            (key.newest_path, key.default_later)
            for key in known_keys().values()
            if key.path_in_5 and not key.path.startswith(f"{FEATURE_FLAGS}.")
        ]
    )


def _document(keys: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for path, default in keys:
        if path and default is not None:
            document = replaced(document, path, default)
    return document


def _feature_flags_last(document: dict[str, Any]) -> dict[str, Any]:
    flags = document.pop(FEATURE_FLAGS)
    return {**document, FEATURE_FLAGS: flags}
