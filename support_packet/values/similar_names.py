"""Which names, of files or settings, may be meant by one that does not exist."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

_MAX_FOUND = 3
_MAX_COMPARED = 200
_MIN_SIMILARITY = 0.6
_MAX_BEHIND_BEST = 0.1
_IN_ANOTHER_FOLDER = 0.95
"""A file of the same name in another folder is less likely to be meant than one of that folder."""


def similar_names(name: str, names: Iterable[str]) -> list[str]:
    """Return up to three of `names` that `name` may be a misspelling of, the most similar first."""
    wanted = name[:_MAX_COMPARED]
    similarity = {each: _similarity(wanted, each) for each in names}
    best = max(similarity.values(), default=0.0)
    least = max(_MIN_SIMILARITY, best - _MAX_BEHIND_BEST)
    found = sorted(similarity, key=lambda each: -similarity[each])
    return [each for each in found if similarity[each] >= least][:_MAX_FOUND]


def _similarity(wanted: str, name: str) -> float:
    """Return how similar the names are, from 0 to 1, with and without their folders."""
    return max(
        _ratio(wanted, name),
        _ratio(wanted, _last_part(name)),
        _IN_ANOTHER_FOLDER * _ratio(_last_part(wanted), _last_part(name)),
    )


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _last_part(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]
