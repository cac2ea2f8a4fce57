"""Finds any number of literals, and is ready much sooner than hyperscan with thousands of them.

An automaton finds the first bytes of a literal, or for the last check the last; a table then says
which literals are there. Hyperscan compiles 120,000 literals, the forms of 5,000 secrets, in six
seconds of processor and searches 2 GB in one; this is ready after 0.3, and searches 200 MB.
"""

from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter

from ahocorasick_rs import BytesAhoCorasick, Implementation

MANY_LITERALS = 8192
"""With more literals than these hyperscan takes long to compile."""

_WINDOW = 8
"""How many bytes of a literal are searched for: few, as the automaton is built in proportion to
them. One of 5,000 secrets is found by chance in 200 bytes of numbers, and none in text."""

_PIECE = 64 * 1024
"""How many bytes are searched at once, so that the hits take little memory."""

_WINDOWS = 4096
"""How many of the texts the automaton finds are searched for at once, in itself."""

_number_of = itemgetter(0)

Place = tuple[int, int, int]
"""The number of a literal, or of a window; where it starts and where it ends."""


class ManyLiterals:
    """Literals, none of them empty, by their first bytes, or with `by_end` by their last."""

    def __init__(self, literals: Sequence[bytes], *, by_end: bool = False) -> None:
        self._by_end = by_end
        self._numbers = dict(zip(literals, range(len(literals)), strict=True))
        self._same = _repeated(literals, self._numbers)
        lengths = _lengths(self._numbers, slice(-_WINDOW, None) if by_end else slice(_WINDOW))
        # In order, what they share is built in one go.
        self._windows = sorted(lengths)
        self._lengths = [lengths[window] for window in self._windows]
        self._automaton = BytesAhoCorasick(
            self._windows, implementation=Implementation.ContiguousNFA
        )

    def find(self, data: bytes, most: int) -> list[Place] | None:
        """Return all literals in `data`, in the order of their ends; `None` if more than `most`."""
        found: list[Place] = []
        for place in self.each(data):
            found.append(place)
            if len(found) > most:
                return None
        found.sort(key=itemgetter(2))
        return found

    def each(self, data: bytes) -> Iterator[Place]:
        """Yield all literals in `data`."""
        numbers, size = self._numbers, len(data)
        for window, first, last in self._places(data):
            for length in self._lengths[window]:
                start = last - length if self._by_end else first
                end = start + length
                # A slice beyond the end of the data would be shorter, and may be another literal.
                if start < 0 or end > size:
                    continue
                number = numbers.get(data[start:end])
                if number is not None:
                    yield number, start, end
                    for other in self._same.get(number, ()):
                        yield other, start, end

    def finds_all(self) -> bool:
        """Return whether the automaton finds all that it was made of."""
        found: set[int] = set()
        find = self._automaton.find_matches_as_indexes
        for place in range(0, len(self._windows), _WINDOWS):
            windows = b"".join(self._windows[place : place + _WINDOWS])
            found.update(map(_number_of, find(windows, overlapping=True)))
        return len(found) == len(self._windows)

    def _places(self, data: bytes) -> Iterator[Place]:
        find = self._automaton.find_matches_as_indexes
        for place in range(0, len(data), _PIECE):
            piece = data[place : place + _PIECE + _WINDOW - 1]
            for window, first, last in find(piece, overlapping=True):
                if first < _PIECE:
                    yield window, place + first, place + last


def _repeated(literals: Sequence[bytes], numbers: dict[bytes, int]) -> dict[int, list[int]]:
    """Return the other numbers of literals that are there more than once."""
    repeated: dict[int, list[int]] = {}
    if len(numbers) < len(literals):
        for number, literal in enumerate(literals):
            if number != numbers[literal]:
                repeated.setdefault(numbers[literal], []).append(number)
    return repeated


def _lengths(literals: Collection[bytes], part: slice) -> dict[bytes, tuple[int, ...]]:
    """Return the lengths of the literals by the part of them that is searched for."""
    lengths: dict[bytes, tuple[int, ...]] = {}
    # Most parts have one literal, of a length that others have, too.
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    ones = [(length,) for length in range(max(map(len, literals), default=0) + 1)]
    add = lengths.setdefault
    for literal in literals:
        window, length = literal[part], len(literal)
        known = add(window, ones[length])
        if length not in known:
            longer = (*known, length)
            lengths[window] = shared.setdefault(longer, longer)
    return lengths
