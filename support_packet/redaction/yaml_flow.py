"""The strings and the brackets on a line of YAML, read once however many masks it has."""

import re

STRING = rb"\"(?>(?:[^\"\\\n]|\\.)*)\"|'(?>(?:[^'\n]|'')*)'"
"""A string in quotes."""

# One that is not closed reaches to the end, or each quote in it would be tried as a beginning.
_OPEN = rb"\"(?>(?:[^\"\\\n]|\\.)*)\\?\Z|'(?>(?:[^'\n]|'')*)\Z"
_STRINGS = re.compile(STRING + rb"|(?P<open>" + _OPEN + rb")")


class Flow:
    """Counts the open brackets of a line before each of its masks, and reads the line once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._start = self._position = self._open = 0

    def depth(self, start: int, end: int) -> int | None:
        """Return how many brackets are open of those from `start` to `end`.

        `None` if there are quotes that are not closed. Later calls for a `start` have later ends.
        """
        if start != self._start:
            self._start = self._position = start
            self._open = 0
        for string in _STRINGS.finditer(self._data, self._position, end):
            self._count(string.start())
            if string["open"]:
                return None
            self._position = string.end()
        self._count(end)
        return self._open

    def _count(self, end: int) -> None:
        outside = self._data[self._position : end]
        self._open += sum(map(outside.count, (b"[", b"{"))) - sum(map(outside.count, (b"]", b"}")))
        self._position = end
