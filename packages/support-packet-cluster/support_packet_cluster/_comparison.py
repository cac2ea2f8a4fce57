"""Which settings differ between two configurations: their keys, never their values."""

from collections.abc import Iterator, Mapping
from typing import Any

_ABSENT = object()
_MAX_DEPTH = 8


def differing_keys(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the dotted paths of the settings that differ, or that only one of them has, sorted."""
    return sorted(_differing(one, other, "", 0))


def _differing(
    one: Mapping[str, Any], other: Mapping[str, Any], prefix: str, depth: int
) -> Iterator[str]:
    for key in {*one, *other}:
        values = one.get(key, _ABSENT), other.get(key, _ABSENT)
        path = f"{prefix}{key}"
        if depth < _MAX_DEPTH and isinstance(values[0], dict) and isinstance(values[1], dict):
            yield from _differing(*values, f"{path}.", depth + 1)
        elif type(values[0]) is not type(values[1]) or values[0] != values[1]:
            yield path
