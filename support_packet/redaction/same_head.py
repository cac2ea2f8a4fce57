"""Values that may be cut off or wrapped and begin, or end, alike: which of them one may be.

A configuration may hold hundreds of tokens of which the first twenty characters are the same. To
look at each of them wherever one is takes milliseconds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from support_packet.redaction.broken_values import GAP, MAX_GAP, Breakable, min_cut_length

_FEW = 8
"""So many are looked at one by one."""

_GAPS = re.compile(GAP)
_MAY_BE_GAP = re.compile(rb"[=%]")
"""What a value may have itself, and a gap begin with."""

_WORD_ENDS = re.compile(rb"[^A-Za-z0-9]")
_LINE = 16
"""A value with a line end after each so many of its bytes is read at once."""

_Parts = dict[int, dict[bytes, list[Breakable]]]
"""The values by what has to be there of them, and that by its length; those of a list in order."""

_form_of = attrgetter("form")


class SameHead:
    """Values with the same head."""

    def __init__(self) -> None:
        self.values: list[Breakable] = []

    def likely(self, data: bytes, start: int, end: int) -> Iterator[Breakable]:
        """Yield those that may be in `data`, where the head is from `start` to `end`.

        Of those that are cut off at the same place, one: all of them have the same parts there.
        """
        if len(self.values) <= _FEW:
            yield from self.values
            return
        always, whole, cut, backward = self._by_parts
        yield from always
        after, ends = _without_gaps(data, start, self.longest)
        for length, values in whole.items():
            yield from values.get(after[:length], ())
        for length, values in cut.items():
            if some := values.get(after[:length]):
                yield from _cut_at_one_of(some, after, [each for each in ends if each >= length])
        if backward:
            before = _without_gaps_before(data, end, self.longest)
            for length, values in backward.items():
                yield from values.get(before[-length:], ())

    @cached_property
    def _by_parts(self) -> tuple[Sequence[Breakable], _Parts, _Parts, _Parts]:
        always: list[Breakable] = []
        whole: _Parts = {}
        cut: _Parts = {}
        backward: _Parts = {}
        for value in sorted(self.values, key=_form_of):
            least = len(value.form) if value.backward else min_cut_length(value.form)
            if _MAY_BE_GAP.search(value.form, 0, least):
                always.append(value)
                continue
            _add(backward if value.backward else whole, value, len(value.form))
            if not value.backward:
                _add(cut, value, least)
        return always, whole, cut, backward

    @cached_property
    def longest(self) -> int:
        """How many bytes the longest of them has."""
        return max(len(value.form) for value in self.values)


def _add(parts: _Parts, value: Breakable, length: int) -> None:
    parts.setdefault(length, {}).setdefault(value.form[:length], []).append(value)


def _cut_at_one_of(
    values: Sequence[Breakable], text: bytes, ends: Sequence[int]
) -> Iterator[Breakable]:
    """Yield, of the values that are in `text` up to one of `ends`, some that go on differently."""
    for end in ends:
        part = text[:end]
        first = bisect_left(values, part, key=_form_of)
        # No value has such a byte.
        last = bisect_left(values, part + b"\xff", key=_form_of)
        if first == last:
            return
        # In order, those that go on as the text does are together.
        yield values[first]
        yield values[last - 1]


def _without_gaps(data: bytes, start: int, most: int) -> tuple[bytes, list[int]]:
    """Return `most` bytes from `start` without gaps, and where in them a value may be cut off."""
    parts: list[bytes] = []
    gaps: list[int] = []
    size = 0
    while size < most:
        gap = _GAPS.search(data, start, start + most - size + MAX_GAP)
        stop = gap.start() if gap else start + most - size
        parts.append(data[start:stop])
        size += stop - start
        if not gap:
            break
        gaps.append(size)
        start = gap.end()
    text = b"".join(parts)[:most]
    ends = {*gaps, *(mark.start() for mark in _WORD_ENDS.finditer(text)), len(text)}
    return text, sorted(ends)


def _without_gaps_before(data: bytes, end: int, most: int) -> bytes:
    """Return `most` bytes up to `end` without gaps, or all there are."""
    reach = most + most // _LINE * MAX_GAP
    while True:
        text = _GAPS.sub(b"", data[max(0, end - reach) : end])
        if len(text) >= most or reach >= end or reach > most * MAX_GAP:
            return text[-most:]
        reach *= 4
