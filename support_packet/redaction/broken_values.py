r"""Known values that are cut off, or written on several lines.

Only of values that are one word of letters, digits and a few marks, plain or in base64. It must be
unlikely that anything else begins, or ends, as they do.

    token=k7Qz2mV9xT4bR8w...     azdRejJtVjl4VDRi      {"dump": "k7Qz2mV9xT4b\nR8wL1nYc"}
                                 Ujh3TDFuWWM=
"""

import re
from collections.abc import Iterator

from support_packet.redaction.base64_alignments import certain_base64

MIN_LENGTH = 16
"""The shortest value of which a part is searched for."""

MIN_CUT_LENGTH = 12
MIN_CUT_SHARE = 0.75
"""How much of a value has to be left before the place where it is cut off."""

MIN_HEAD = 10
MAX_HEAD = 16
"""How much of a value comes before its first line end at least, or after the last one."""

Piece = tuple[int, int]

_WORD = re.compile(rb"[A-Za-z0-9+/=_.~!$%&*@^:;,?-]+")
GAP = rb"(?:=?\r?\n|\\{1,4}r\\{1,4}n|\\{1,4}n|%0[Dd]%0[Aa]|%0[Aa])[ \t]{0,32}(?:[>|#] ?)?"
"""A line end, perhaps escaped, and what may be before each line of a quotation or a comment."""

MAX_GAP = 64
"""More bytes than a gap has."""

_GAP = re.compile(GAP)
_WORD_END = re.compile(rb"(?![A-Za-z0-9])")
_MIN_DIFFERENT = 6
_CHANGE = rb"(?:[0-9](?=[A-Za-z])|[A-Z](?=[0-9a-z])|[a-z](?=[0-9A-Z]))"
_TWO_CHANGES = re.compile(_CHANGE + rb".*?" + _CHANGE, re.DOTALL)
"""Two changes from one kind to another: digits, uppercase and lowercase letters."""


class Breakable:
    """A value, or its base64, of which parts are searched for, from its `head` on.

    With `backward`, `head` is the end of the value, and what is before it is looked at.
    """

    __slots__ = ("backward", "form", "head")

    def __init__(self, form: bytes, head: bytes, *, backward: bool = False) -> None:
        self.head = head
        self.form = form
        self.backward = backward

    def pieces(self, data: bytes, start: int, end: int) -> list[Piece]:
        """Return the parts of the value whose head is from `start` to `end`, empty if too few."""
        return self._before(data, start, end) if self.backward else self._after(data, start, end)

    def _after(self, data: bytes, start: int, end: int) -> list[Piece]:
        done = end - start
        pieces = [(start, end)]
        while done < len(self.form):
            first, last = pieces[-1]
            if data[last : last + 1] == self.form[done : done + 1]:
                pieces[-1] = first, last + 1
                done += 1
                continue
            gap = _GAP.match(data, last)
            place = gap.end() if gap else last
            if not gap or data[place : place + 1] != self.form[done : done + 1]:
                break
            pieces.append((place, place + 1))
            done += 1
        is_whole = done == len(self.form)
        is_cut = done >= min_cut_length(self.form) and _WORD_END.match(data, pieces[-1][1])
        return pieces if is_whole or is_cut else []

    def _before(self, data: bytes, start: int, end: int) -> list[Piece]:
        left = len(self.form) - (end - start)
        pieces = [(start, end)]
        while left:
            first, last = pieces[0]
            before = self.form[left - 1 : left]
            if first and data[first - 1 : first] == before:
                pieces[0] = first - 1, last
                left -= 1
                continue
            place = _gap_start(data, first)
            if not place or data[place - 1 : place] != before:
                return []
            pieces.insert(0, (place - 1, place))
            left -= 1
        return pieces


def min_cut_length(form: bytes) -> int:
    """Return how many bytes of `form` have to be there before it is cut off."""
    return max(MIN_CUT_LENGTH, int(len(form) * MIN_CUT_SHARE))


def breakable(value: str) -> Iterator[Breakable]:
    """Yield the forms of `value` that are searched for in parts."""
    raw = value.strip().encode("utf-8", "surrogatepass")
    if len(raw) < MIN_LENGTH or not _WORD.fullmatch(raw):
        return
    if head := _head(raw):
        yield Breakable(raw, head)
    for encoded in certain_base64(raw):
        if head := _head(encoded):
            yield Breakable(encoded, head)
        if tail := _head(encoded[::-1]):
            yield Breakable(encoded, tail[::-1], backward=True)


def _head(form: bytes) -> bytes:
    """Return the shortest beginning of `form` that is unusual, empty if none is."""
    # Mostly it is this one.
    if _is_unusual(head := form[:MIN_HEAD]):
        return head
    for length in range(MIN_HEAD + 1, min(MAX_HEAD, min_cut_length(form)) + 1):
        if _is_unusual(head := form[:length]):
            return head
    return b""


def _is_unusual(head: bytes) -> bool:
    return len(set(head)) >= _MIN_DIFFERENT and _TWO_CHANGES.search(head) is not None


def _gap_start(data: bytes, end: int) -> int:
    """Return where the gap begins that ends at `end`, or 0."""
    for start in range(end - 1, max(0, end - MAX_GAP), -1):
        found = _GAP.match(data, start, end)
        if found and found.end() == end:
            # A longer one may begin before it: of \r\n or of two backslashes.
            earlier = _GAP.match(data, start - 1, end) if start > 1 else None
            if not earlier or earlier.end() != end:
                return start
    return 0
