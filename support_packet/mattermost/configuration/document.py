"""A configuration as nested mappings, whose keys Go compares without regard to case.

The spelling of keys changed between releases, so a stored document may have any of them.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any


def spelling(mapping: Mapping[str, Any], name: str) -> str:
    """Return how `mapping` spells the key `name`, or `name` if it has no such key."""
    if name in mapping:
        return name
    folded = name.casefold()
    return next((own for own in mapping if own.casefold() == folded), name)


def lookup(document: Mapping[str, Any], path: str) -> Any:
    """Return the value at the dotted `path`, or None."""
    value: Any = document
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(spelling(value, name))
    return value


def folded_paths(document: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield the case-folded paths of all values but null, of at most `depth` names."""
    for name, value in document.items():
        folded = name.casefold()
        if value is not None:
            yield folded
        if depth > 1 and isinstance(value, Mapping):
            yield from (f"{folded}.{path}" for path in folded_paths(value, depth - 1))


def replaced(document: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return `document` with `value` at the dotted `path`, keeping the spelling it has there.

    A new key goes to the end of its section. What does not change is shared, not copied.
    """
    name, _, below = path.partition(".")
    own = spelling(document, name)
    return {**document, own: replaced(document.get(own) or {}, below, value) if below else value}


def copied(value: Any) -> Any:
    """Return a copy of a value of JSON, whose parts are copies, too."""
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def complete(document: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return `document`, with missing keys and nulls filled in from `defaults`.

    Order and spelling of `document` are kept; a missing key comes after the one that precedes it
    in `defaults`. Values of `document` are shared, those of `defaults` are copied.
    """
    own = {name.casefold(): name for name in document}
    # The missing keys by the key of `document` that they follow, None for those at the start.
    missing: dict[str | None, list[str]] = {}
    previous = None
    for name in defaults:
        if name.casefold() in own:
            previous = own[name.casefold()]
        else:
            missing.setdefault(previous, []).append(name)

    offered = {name.casefold(): value for name, value in defaults.items()}
    completed = {name: copy.deepcopy(defaults[name]) for name in missing.get(None, [])}
    for name, value in document.items():
        completed[name] = _completed(value, offered.get(name.casefold()))
        completed.update((added, copy.deepcopy(defaults[added])) for added in missing.get(name, []))
    return completed


def _completed(value: Any, default: Any) -> Any:
    if isinstance(value, Mapping) and isinstance(default, Mapping):
        return complete(value, default)
    return copy.deepcopy(default) if value is None else value
