"""Random texts that an expression matches, made much faster than Hypothesis does."""

import re
from collections.abc import Iterable
from importlib import import_module
from random import Random
from typing import Any

op: Any = import_module("re._constants")
_parse: Any = import_module("re._parser").parse

_SOME = b"abcdxyzABCXYZ0189-_.:=,; \"'"
_OF_CATEGORY = {
    op.CATEGORY_DIGIT: b"0123456789",
    op.CATEGORY_SPACE: b" \t",
    op.CATEGORY_WORD: b"abcXYZ019_",
    op.CATEGORY_NOT_SPACE: b"aZ9-.",
    op.CATEGORY_NOT_DIGIT: b"aZ-",
    op.CATEGORY_NOT_WORD: b" -.",
}
_REPEATS = op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT


class MatchingTexts:
    """Makes texts for expressions of bytes without look-around."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)

    def text(self, expression: bytes) -> bytes:
        """Return a text; of repeats few, of letters of either case any."""
        return self._of(_parse(expression), any_case=False)

    def _of(self, parts: Iterable[tuple[Any, Any]], *, any_case: bool) -> bytes:
        return b"".join(self._part(kind, what, any_case=any_case) for kind, what in parts)

    def _part(self, kind: Any, what: Any, *, any_case: bool) -> bytes:
        if kind is op.BRANCH:
            return self._of(self._rng.choice(what[1]), any_case=any_case)
        if kind is op.SUBPATTERN:
            return self._of(what[3], any_case=any_case or bool(what[1] & re.IGNORECASE))
        if kind in _REPEATS:
            least, most, repeated = what
            times = min(most, least + self._rng.choice((0, 1, 3)))
            return b"".join(self._of(repeated, any_case=any_case) for _ in range(times))
        if kind is op.AT:
            return b""
        return self._byte(kind, what, any_case=any_case)

    def _byte(self, kind: Any, what: Any, *, any_case: bool) -> bytes:
        if kind is op.LITERAL:
            byte = what
        elif kind is op.IN:
            byte = self._rng.choice(_choices(what))
        else:
            # Any, or any other.
            byte = self._rng.choice([each for each in _SOME if each != what])
        text = bytes([byte])
        return text.swapcase() if any_case and self._rng.random() < 1 / 3 else text


def _choices(items: Iterable[tuple[Any, Any]]) -> list[int]:
    chosen: set[int] = set()
    negated = False
    for kind, what in items:
        if kind is op.NEGATE:
            negated = True
        elif kind is op.LITERAL:
            chosen.add(what)
        elif kind is op.RANGE:
            chosen.update(range(what[0], what[1] + 1))
        else:
            chosen.update(_OF_CATEGORY[what])
    return sorted({*_SOME} - chosen or {*range(33, 127)} - chosen) if negated else sorted(chosen)
