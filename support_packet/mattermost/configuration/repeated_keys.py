"""Keys that occur more than once in a configuration, as Go reads them.

Go's encoding/json fills one field with each value in turn, whatever the case of its key: the last
one wins, the objects of a section or of a map are merged, and null leaves a section as it is. Below
what has a type, keys are compared exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from support_packet.mattermost.configuration.known_keys import (
    is_known,
    known_keys,
    known_sections,
)
from support_packet.mattermost.configuration.value_kinds import Kind
from support_packet.mattermost.go.json import members

_Pairs = Iterable[tuple[str, Any]]


@dataclass
class Merged:
    """A document with each key once.

    `names` are the dotted paths of those that occurred more than once; `dropped` has a document for
    each value that another one replaces.
    """

    document: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)


def merge_repeated(document: Mapping[str, Any]) -> Merged:
    """Return `document`, which `go.json.load` returned, as Go reads it."""
    merged = Merged()
    merged.document = _object(members(document), (), merged)
    return merged


def _object(pairs: _Pairs, path: tuple[str, ...], merged: Merged) -> dict[str, Any]:
    """Return the object at `path` of all its `pairs`, in their order."""
    values: dict[str, list[Any]] = {}
    spellings: dict[str, str] = {}
    for name, value in pairs:
        dotted = ".".join((*path, name))
        # Without regard to case only where Go has a field of this name.
        identity = f"\0{name.casefold()}" if is_known(dotted) else name
        spellings.setdefault(identity, name)
        values.setdefault(identity, []).append(value)
    return {
        spellings[identity]: _value(found, (*path, spellings[identity]), merged)
        for identity, found in values.items()
    }


def _value(values: list[Any], path: tuple[str, ...], merged: Merged) -> Any:
    dotted = ".".join(path)
    if len(values) > 1:
        merged.names.append(dotted)
    is_section = dotted.casefold() in known_sections()
    if is_section or _is_map(dotted):
        present = [value for value in values if value is not None or not is_section]
        if present and all(isinstance(value, Mapping) for value in present):
            pairs = [pair for value in present for pair in members(value)]
            return _object(pairs, path, merged)
        values = present or values
    merged.dropped += [_nested(path, value) for value in values[:-1]]
    return _plain(values[-1], path, merged)


def _is_map(dotted: str) -> bool:
    key = known_keys().get(dotted.casefold())
    return key is not None and key.kind is Kind.MAPPING


def _plain(value: Any, path: tuple[str, ...], merged: Merged) -> Any:
    if isinstance(value, Mapping):
        return _object(members(value), path, merged)
    if isinstance(value, list):
        return [_plain(item, path, merged) for item in value]
    return value


def _nested(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    for name in reversed(path):
        value = {name: value}
    return dict(value)
