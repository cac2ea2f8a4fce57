"""Values that may be cut off or wrapped and begin, or end, alike: which of them one may be.

A configuration may hold hundreds of tokens of which the first twenty characters are the same. To
look at each of them wherever one is takes milliseconds.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from support_packet.redaction.broken_values import GAP, Breakable, min_cut_length

_FEW = 8
"""So many are looked at one by one."""

_GAPS = re.compile(GAP)
_MAY_BE_GAP = re.compile(rb"[=%]")
"""What a value may have itself, and a gap begin with."""

_REACH = 4
"""How many times as long as a value, with its gaps, the content is that is looked at."""

_MORE = 256

_Parts = dict[int, dict[bytes, list[Breakable]]]
"""The values by what has to be there of them, and that by its length; those of a list in order."""

_form_of = attrgetter("form")


class SameHead:
    """Values with the same head."""

    def __init__(self) -> None:
        self.values: list[Breakable] = []

    def likely(self, data: bytes, start: int, end: int) -> Iterator[Breakable]:
        """Yield those that may be in `data`, where the head is from `start` to `end`.

        Of those that may be cut off at the same place, only those of which most is there.
        """
        if len(self.values) <= _FEW:
            yield from self.values
            return
        always, whole, cut, backward = self._by_parts
        yield from always
        after = _GAPS.sub(b"", data[start : start + self._reach])
        for values in _lists(whole, lambda length: after[:length]):
            yield from values
        for values in _lists(cut, lambda length: after[:length]):
            nearest = bisect_left(values, after, key=_form_of)
            yield from values[max(0, nearest - 1) : nearest + 1]
        if backward:
            before = _GAPS.sub(b"", data[max(0, end - self._reach) : end])
            for values in _lists(backward, lambda length: before[-length:]):
                yield from values

    @cached_property
    def _by_parts(self) -> tuple[Sequence[Breakable], _Parts, _Parts, _Parts]:
        always: list[Breakable] = []
        whole: _Parts = {}
        cut: _Parts = {}
        backward: _Parts = {}
        for value in sorted(self.values, key=_form_of):
            if _MAY_BE_GAP.search(value.form):
                always.append(value)
                continue
            _add(backward if value.backward else whole, value, len(value.form))
            if not value.backward:
                _add(cut, value, min_cut_length(value.form))
        return always, whole, cut, backward

    @cached_property
    def _reach(self) -> int:
        return _REACH * max(len(value.form) for value in self.values) + _MORE


def _add(parts: _Parts, value: Breakable, length: int) -> None:
    parts.setdefault(length, {}).setdefault(value.form[:length], []).append(value)


def _lists(parts: _Parts, part_of: Callable[[int], bytes]) -> Iterator[list[Breakable]]:
    for length, values in parts.items():
        if found := values.get(part_of(length)):
            yield found
