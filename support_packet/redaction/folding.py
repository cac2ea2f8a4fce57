r"""Finds known values that YAML has folded: written on several lines, each of them indented.

YAML folds at spaces, within double quotes also after an escape, wherever its writer likes: a value
of twenty words can be folded in a million ways. The first fold of a value has nothing folded before
it, though. So what is searched for is what comes before each place where that may be, with the line
end; then an expression looks at the value around it.

    key: correct horse        'battery staple 1'       "battery \xE9\
      battery staple 1                                    \ staple 1"
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.spans import Found

MAX_GAP = 256
"""The most bytes of a fold: the line end, the indentation, escapes of both."""

MAX_ATOMS = 100
"""A value with more words is a text, and would take long to compile. A private key of 4,096 bits
has fifty lines."""

GOES_ON = (b" ", b"\r", b"\n")
"""How a line begins before which there may be a part of a folded value."""

_MAX_CHUNK = 1024
_MAX_BEFORE = 16

_WORD = re.compile(rb"[^ \t\r\n]+")
_ESCAPE_OR_WORD = re.compile(
    rb"[^\\ \t\r\n]*\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^ \t\r\n])"
    rb"|[^\\ \t\r\n]+"
)
_SPACE = rb"[ \t]|\n(?=[ \n])|\r\n(?=[ \r\n])"
"""The line after a line end is indented or empty: blocks are cut before any other."""

_ESCAPED_SPACE = rb"\\(?=[ \t\r\n])"
"""What comes before a line end that is not a space, and before a space that is one."""

_GAP = rb"(?>(?:" + _SPACE + rb"){%d,%d})(?<!\n)"
_GAP_WITH_ESCAPES = rb"(?>(?:" + _SPACE + rb"|" + _ESCAPED_SPACE + rb"){%d,%d})(?<!\n)"

_FOLDS = (b"\n ", b"\n\n", b"\r\n")
_ESCAPED_FOLDS = (b"\\\n", b"\\\r")
"""How a fold begins; after an escape only these."""


class Foldable(NamedTuple):
    """A form of a value, and whether it is that within double quotes, with escapes."""

    form: bytes
    is_escaped: bool


Atoms = list[tuple[int, int]]
"""Bounds of what is never folded. Where two touch, there is an escape between which a fold opens
a gap."""


class FoldedForm:
    """A form of a value that can be folded: atoms, and a gap between each and the next."""

    def __init__(self, foldable: Foldable, atoms: Atoms) -> None:
        first = atoms[0][0]
        self.form = foldable.form[first : atoms[-1][1]]
        self._is_escaped = foldable.is_escaped
        self._atoms = [(start - first, end - first) for start, end in atoms]
        self.max_bytes = len(self.form) + MAX_GAP * (len(atoms) - 1)

    def folds(self) -> Iterator[tuple[int, bytes]]:
        """Yield all places in the form where its first fold may be, and how it may begin."""
        for (_, end), (start, _) in pairwise(self._atoms):
            # Several spaces may be on either side of the fold.
            for place in range(end, max(start, end + 1)):
                beginnings = _FOLDS if start > end else ()
                for beginning in (*beginnings, *(_ESCAPED_FOLDS if self._is_escaped else ())):
                    yield place, beginning

    def match(self, data: bytes, start: int) -> int | None:
        """Return where the value ends that begins at `start`, folded or not, `None` if none is."""
        found = self._expression.match(data, start) if start >= 0 else None
        return found.end() if found else None

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        gap = _GAP_WITH_ESCAPES if self._is_escaped else _GAP
        parts = [b""]
        for (_, before), (start, end) in pairwise([(0, 0), *self._atoms]):
            parts += (gap % (start > before, MAX_GAP), re.escape(self.form[start:end]))
        return re.compile(b"".join(parts[2:]))


class FoldedValues:
    """The folded forms of all known values, and the `literals` that notice them.

    `find_at` goes on from a literal that was found; `find` searches for them by itself.
    """

    def __init__(self, foldables: Iterable[Foldable]) -> None:
        self.max_bytes = 0
        places: dict[bytes, list[tuple[int, FoldedForm]]] = {}
        for folded in (folded for form in sorted(foldables) for folded in folded_forms(form)):
            self.max_bytes = max(self.max_bytes, folded.max_bytes)
            for place, beginning in folded.folds():
                literal = folded.form[max(0, place - _MAX_BEFORE) : place] + beginning
                places.setdefault(literal, []).append((place + len(beginning), folded))
        self.literals = list(places)
        self._places = list(places.values())

    @cached_property
    def _database(self) -> PatternDatabase:
        return PatternDatabase(self.literals, [])

    def find(self, data: bytes) -> Iterator[Found]:
        """Yield the values in `data` that are folded."""
        if not self.literals:
            return
        for number, _, end in self._database.scan(data, len(data) * len(self.literals)) or ():
            yield from self.find_at(data, number, end)

    def find_at(self, data: bytes, number: int, end: int) -> Iterator[Found]:
        """Yield the values whose first fold ends the literal `number`, which ends at `end`."""
        for place, folded in self._places[number]:
            if stop := folded.match(data, end - place):
                yield end - place, stop, KNOWN_VALUE, False


def folded_forms(foldable: Foldable) -> list[FoldedForm]:
    """Return what can be folded: all of a form, or of a long one part after part.

    Nothing of a form with more than `MAX_ATOMS` atoms.
    """
    return [FoldedForm(foldable, atoms) for atoms in _chunks(foldable) if len(atoms) > 1]


def chunks(foldable: Foldable) -> Iterator[bytes]:
    """Yield the parts of a long form, of which one may be folded and its neighbor not."""
    if len(foldable.form) > _MAX_CHUNK:
        for atoms in _chunks(foldable):
            yield foldable.form[atoms[0][0] : atoms[-1][1]]


def _chunks(foldable: Foldable) -> list[Atoms]:
    expression = _ESCAPE_OR_WORD if foldable.is_escaped else _WORD
    atoms = [atom.span() for atom in expression.finditer(foldable.form)]
    if not 1 < len(atoms) <= MAX_ATOMS:
        return []
    chunks: list[Atoms] = [[]]
    for start, end in atoms:
        if chunks[-1] and end - chunks[-1][0][0] > _MAX_CHUNK:
            chunks.append([])
        chunks[-1].append((start, end))
    return chunks
