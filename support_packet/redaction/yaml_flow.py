"""The strings and the brackets on a line of YAML, read once however many masks it has."""

import re

STRING = rb"\"(?>(?:[^\"\\\n]++|\\.)*)\"|'(?>(?:[^'\n]++|'')*)'"
"""A string in quotes."""

# One that is not closed reaches to the end, or each quote in it would be tried as a beginning.
_OPEN = rb"\"(?>(?:[^\"\\\n]++|\\.)*)\\?\Z|'(?>(?:[^'\n]++|'')*)\Z"
_STRINGS = re.compile(STRING + rb"|(?P<open>" + _OPEN + rb")")

_OUTSIDE = (
    rb"(?>(?:(?<![^\[{,: -])(?:" + STRING + rb")"
    rb"|[^\"'\n]++"
    rb"|(?<=[^\[{,: -])[\"'])*)"  # within a word
)
OUTSIDE_STRINGS = re.compile(_OUTSIDE + rb"\Z")
UNCLOSED = re.compile(_OUTSIDE + rb"(?<![^\[{,: -])\"(?>(?:[^\"\\\n]++|\\(?:.|\Z))*)\r?\Z")
"""What has no open string, and a line that ends within one in double quotes."""


class Flow:
    """The brackets of the latest line that has any, counted before each of its masks in turn.

    `line`, `indent` and `start` are where the line begins, how far it is indented, and where its
    first bracket is.
    """

    def __init__(self, data: bytes) -> None:
        self.line = -1
        self.start = self.indent = 0
        self._data = data
        self._position = self._open = 0

    def begin(self, line: int, indent: int, start: int) -> None:
        """Go on with another line."""
        self.line, self.indent, self.start = line, indent, start
        self._position, self._open = start, 0

    def depth(self, end: int) -> int | None:
        """Return how many brackets are open before `end`, which never goes back on a line.

        `None` if there are quotes that are not closed.
        """
        for string in _STRINGS.finditer(self._data, self._position, end):
            self._count(string.start())
            if string["open"]:
                return None
            self._position = string.end()
        self._count(end)
        return self._open

    def _count(self, end: int) -> None:
        outside = self._data[self._position : end]
        self._open += outside.count(b"[") + outside.count(b"{")
        self._open -= outside.count(b"]") + outside.count(b"}")
        self._position = end
