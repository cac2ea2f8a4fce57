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

from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.spans import Span

MAX_GAP = 256
"""The most bytes of a fold: the line end, the indentation, escapes of both."""

MAX_ATOMS = 100
"""A value with more words is a text, and would take long to compile. A private key of 4,096 bits
has fifty lines."""

GOES_ON = (b" ", b"\r", b"\n")
"""How a line begins before which there may be a part of a folded value."""

_MAX_CHUNK = 1024
_MAX_BEFORE = 16
_FOLDS = (b"\n ", b"\n\n", b"\n\r", b"\r\n", b"\\\n", b"\\\r")
"""How a fold begins."""

_ATOM = re.compile(
    rb"[^\\ \t\r\n]*\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^ \t\r\n])"  # an escape
    rb"|[^\\ \t\r\n]+"
    rb"|\\"  # before a space: of a text that is not escaped
)
_SPACE = (
    rb"[ \t]"
    rb"|\r?\n(?=[ \r\n])"  # the next line is indented or empty: blocks are cut before others
)
_ESCAPED_SPACE = rb"\\(?=[ \t\r\n])"  # before a line end that is not a space, or a space that is
_GAP = rb"(?>(?:" + _SPACE + rb"|" + _ESCAPED_SPACE + rb"){%d,%d})(?<!\n)"
_GAP_BEFORE_BACKSLASH = rb"(?>(?:" + _SPACE + rb"){%d,%d})(?<!\n)"


class FoldedForm:
    """A form of a value that can be folded: atoms, and a gap between each and the next.

    `atoms` are bounds in `form`. Where they touch, the gap is that after an escape, which only a
    fold opens.
    """

    def __init__(self, form: bytes, atoms: list[tuple[int, int]]) -> None:
        self._first = atoms[0][0]
        self.form = form[self._first : atoms[-1][1]]
        self._atoms = [(start - self._first, end - self._first) for start, end in atoms]
        self.max_bytes = len(self.form) + MAX_GAP * (len(atoms) - 1)

    def before_folds(self) -> Iterator[int]:
        """Yield all places in the form where its first fold may be."""
        for (_, end), (start, _) in pairwise(self._atoms):
            # Several spaces may be on either side of the fold.
            yield from range(end, max(start, end + 1))

    def match(self, data: bytes, start: int) -> int | None:
        """Return where the value ends that begins at `start`, folded or not, `None` if none is."""
        found = self._expression.match(data, start) if start >= 0 else None
        return found.end() if found else None

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        parts = []
        end = 0
        for start, atom_end in self._atoms:
            atom = self.form[start:atom_end]
            if end:
                gap = _GAP_BEFORE_BACKSLASH if atom == b"\\" else _GAP
                parts.append(gap % (start > end, MAX_GAP))
            parts.append(re.escape(atom))
            end = atom_end
        return re.compile(b"".join(parts))


class FoldedValues:
    """The folded forms of all known values, and the `literals` that notice them.

    `find_at` goes on from a literal that was found; `find` searches for them by itself.
    """

    def __init__(self, forms: Iterable[bytes]) -> None:
        places: dict[bytes, list[tuple[int, FoldedForm]]] = {}
        self.max_bytes = 0
        for folded in (folded for form in sorted(forms) for folded in folded_forms(form)):
            self.max_bytes = max(self.max_bytes, folded.max_bytes)
            for place in folded.before_folds():
                before = folded.form[max(0, place - _MAX_BEFORE) : place]
                places.setdefault(before, []).append((place, folded))
        self._places = list(places.values())
        self.literals = [before + fold for before in places for fold in _FOLDS]

    @cached_property
    def _database(self) -> PatternDatabase:
        return PatternDatabase(self.literals, [])

    def find(self, data: bytes) -> Iterator[Span]:
        """Yield the values in `data` that are folded."""
        if not self.literals:
            return
        for number, _, end in self._database.scan(data, len(data) * len(self.literals)) or ():
            yield from self.find_at(data, number, end)

    def find_at(self, data: bytes, number: int, end: int) -> Iterator[Span]:
        """Yield the values whose first fold ends the literal `number`, which ends at `end`."""
        before, fold = divmod(number, len(_FOLDS))
        for place, folded in self._places[before]:
            start = end - len(_FOLDS[fold]) - place
            if stop := folded.match(data, start):
                yield Span(start, stop, KNOWN_VALUE)


def folded_forms(form: bytes) -> list[FoldedForm]:
    """Return what of `form` can be folded: all of it, or of a long form one part after another.

    Nothing of a form with more than `MAX_ATOMS` atoms.
    """
    if sum(1 for _ in _ATOM.finditer(form)) > MAX_ATOMS:
        return []
    return [FoldedForm(form, atoms) for atoms in _chunks(form) if len(atoms) > 1]


def chunks(form: bytes) -> Iterator[bytes]:
    """Yield the parts of a long form, of which one may be folded and its neighbor not."""
    if len(form) > _MAX_CHUNK and folded_forms(form):
        for atoms in _chunks(form):
            yield form[atoms[0][0] : atoms[-1][1]]


def _chunks(form: bytes) -> Iterator[list[tuple[int, int]]]:
    chunk: list[tuple[int, int]] = []
    for atom in _ATOM.finditer(form):
        if chunk and atom.end() - chunk[0][0] > _MAX_CHUNK:
            yield chunk
            chunk = []
        chunk.append(atom.span())
    if chunk:
        yield chunk
