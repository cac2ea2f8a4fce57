"""Finds which of thousands of values may be at which place, and is ready soon.

An automaton finds what their forms have in them, `windows`. Hyperscan compiles 120,000
literals, the forms of 5,000 secrets, in six seconds of processor and searches 2 GB in one; this is
ready after 0.2, and searches 200 MB.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ahocorasick_rs import BytesAhoCorasick, Implementation

_PIECE = 64 * 1024
"""How many bytes are searched at once, so that the hits take little memory."""

_BEFORE, _FROM = 16, 24
"""How many bytes before a window, and from its beginning, are compared before the whole text."""

_TOGETHER = 4096
"""How many of the windows are searched for at once, in themselves."""

_number_of = itemgetter(0)

Place = tuple[int, int, int]
"""The number of a text; where it starts and where it ends."""


class WindowSearch:
    """The windows of values, none of them empty: first those of value 0."""

    def __init__(self, windows_of_values: Iterable[Iterable[bytes]]) -> None:
        first: dict[bytes, int] = {}
        others: dict[bytes, list[int]] = {}
        for value, windows in enumerate(windows_of_values):
            for window in windows:
                # Most windows are of one value.
                if first.setdefault(window, value) != value:
                    others.setdefault(window, []).append(value)
        self._first, self._others = first, others
        # In order, what they share is built in one go.
        self._windows = sorted(first)
        self._overlap = max(map(len, self._windows), default=1) - 1
        self._automaton = BytesAhoCorasick(
            self._windows, implementation=Implementation.ContiguousNFA
        )

    @property
    def count(self) -> int:
        """How many windows there are."""
        return len(self._windows)

    def each(self, data: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield all windows in `data`, with where each begins."""
        find, windows = self._automaton.find_matches_as_indexes, self._windows
        for place in range(0, len(data), _PIECE):
            piece = data[place : place + _PIECE + self._overlap]
            for number, start, _ in find(piece, overlapping=True):
                if start < _PIECE:
                    yield windows[number], place + start

    def values_with(self, window: bytes) -> Iterator[int]:
        """Yield the numbers of the values that have this window."""
        yield self._first[window]
        yield from self._others.get(window, ())

    def finds_all(self) -> bool:
        """Return whether the automaton finds all that it was made of."""
        found: set[int] = set()
        find = self._automaton.find_matches_as_indexes
        for place in range(0, len(self._windows), _TOGETHER):
            windows = b"".join(self._windows[place : place + _TOGETHER])
            found.update(map(_number_of, find(windows, overlapping=True)))
        return len(found) == len(self._windows)


class SharedWindow:
    """Texts, with numbers, and where in each the same window is.

    Where thousands share a window, the bytes around it say which of them to compare.
    """

    def __init__(self, texts: Iterable[tuple[bytes, int, int]]) -> None:
        self._numbers: dict[bytes, list[int]] = {}
        self._around: dict[tuple[int, int], dict[bytes, set[tuple[int, int]]]] = {}
        for text, number, offset in texts:
            self._numbers.setdefault(text, []).append(number)
            before = min(offset, _BEFORE)
            around = text[offset - before : offset + _FROM]
            bounds = self._around.setdefault((before, len(around)), {}).setdefault(around, set())
            bounds.add((offset, len(text)))

    def at(self, data: bytes, window: int) -> Iterator[Place]:
        """Yield the texts in `data` whose window begins at `window`."""
        for (before, size), bounds in self._around.items():
            # A slice from before the data would be that of its end.
            start = max(0, window - before)
            for offset, length in bounds.get(data[start : start + size], ()):
                first = window - offset
                last = first + length
                # A slice beyond the end of the data would be shorter, and may be another text.
                is_there = first >= 0 and last <= len(data)
                for number in self._numbers.get(data[first:last], ()) if is_there else ():
                    yield number, first, last
