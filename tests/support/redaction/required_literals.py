"""Texts of which a match of an expression has one, so that most expressions need not be tried.

Read from the tree that `re` itself makes of an expression. A regular expression engine does this
too, but only for literals that begin the expression, and not without regard to case.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from ahocorasick_rs import BytesAhoCorasick

from re import _constants as op, _parser  # isort: skip

_MOST_TEXTS = 64
_MOST_RANGE = 4

Texts = frozenset[bytes]
_NOTHING: Texts = frozenset([b""])


@dataclass(frozen=True)
class _Part:
    """What a part of an expression matches: one of `whole`, or else a text with one of `within`.

    In lower case; `None` says that nothing is known.
    """

    whole: Texts | None
    within: Texts | None = None

    @property
    def required(self) -> Texts | None:
        return self.within if self.whole is None else self.whole


@cache
def required_literals(expression: bytes) -> Texts | None:
    """Return texts in lower case, one of which is in lower-cased data that has a match.

    `None` if none of them helps.
    """
    required = _sequence(_parser.parse(expression)).required
    return required if required and b"" not in required else None


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Part:
    """Return what parts one after the other match."""
    run: Texts = _NOTHING
    candidates: list[Texts | None] = []
    is_whole = True
    for name, argument in parts:
        part = _part(name, argument)
        joined = None if part.whole is None else _joined(run, part.whole)
        if joined is None:
            is_whole = False
            candidates += [run, part.required]
            run = _NOTHING
        else:
            candidates.append(part.within)
            run = joined
    return _Part(run if is_whole else None, _best([*candidates, run]))


def _joined(first: Texts, second: Texts) -> Texts | None:
    if len(first) * len(second) > _MOST_TEXTS:
        return None
    return frozenset(one + other for one in first for other in second)


def _best(candidates: Iterable[Texts | None]) -> Texts | None:
    """Return those whose shortest text is longest, and of these the fewest."""
    known = [texts for texts in candidates if texts and b"" not in texts]
    return max(known, key=lambda texts: (min(map(len, texts)), -len(texts)), default=None)


def _part(name: Any, argument: Any) -> _Part:
    reader = _READERS.get(name)
    return reader(argument) if reader else _Part(None)


def _branches(parts: list[_Part]) -> _Part:
    wholes = [part.whole for part in parts]
    needed = [part.required for part in parts]
    return _Part(_all_of(wholes, _MOST_TEXTS), _all_of(needed, _MOST_TEXTS * 16))


def _all_of(choices: list[Texts | None], most: int) -> Texts | None:
    """Return the texts of all choices, `None` if one is not known or they are too many."""
    known = [texts for texts in choices if texts is not None]
    together = frozenset(chain.from_iterable(known))
    return together if len(known) == len(choices) and len(together) <= most else None


def _repeat(least: int, most: int, repeated: Iterable[tuple[Any, Any]]) -> _Part:
    once = _sequence(repeated)
    if most == 1 and once.whole is not None:
        return _Part(once.whole | (_NOTHING if least == 0 else frozenset()))
    return _Part(None, once.required if least else None)


def _of_class(items: list[tuple[Any, Any]]) -> Texts | None:
    """Return the characters of a class of few, `None` of one with many."""
    characters = list(_characters(items))
    if any(character is None for character in characters):
        return None
    return frozenset(bytes([each]).lower() for each in characters if each is not None)


def _characters(items: list[tuple[Any, Any]]) -> Iterator[int | None]:
    for name, argument in items:
        if name is op.LITERAL:
            yield argument
        elif name is op.RANGE and argument[1] - argument[0] < _MOST_RANGE:
            yield from range(argument[0], argument[1] + 1)
        else:
            yield None


_READERS: dict[Any, Callable[[Any], _Part]] = {
    op.LITERAL: lambda byte: _Part(frozenset([bytes([byte]).lower()])),
    op.IN: lambda items: _Part(_of_class(items)),
    op.BRANCH: lambda branches: _branches(list(map(_sequence, branches[1]))),
    op.SUBPATTERN: lambda group: _sequence(group[3]),
    op.ATOMIC_GROUP: _sequence,
    op.MAX_REPEAT: lambda repeat: _repeat(*repeat),
    op.MIN_REPEAT: lambda repeat: _repeat(*repeat),
    op.POSSESSIVE_REPEAT: lambda repeat: _repeat(*repeat),
    op.ASSERT: lambda condition: _Part(_NOTHING, _sequence(condition[1]).required),
    op.ASSERT_NOT: lambda _: _Part(_NOTHING),
    op.AT: lambda _: _Part(_NOTHING),
}


class PossibleExpressions:
    """Which of many expressions may match, found in one pass for the texts of all of them."""

    def __init__(self, expressions: Iterable[bytes]) -> None:
        self._known = frozenset(expressions)
        self._always = {each for each in self._known if required_literals(each) is None}
        of_text: dict[bytes, list[bytes]] = {}
        for expression in self._known - self._always:
            for text in required_literals(expression) or ():
                of_text.setdefault(text, []).append(expression)
        self._expressions = list(of_text.values())
        self._automaton = BytesAhoCorasick(list(of_text))
        # That of the latest data, which is asked for with each expression.
        self._latest: tuple[bytes, set[bytes]] = b"", set()

    def may_match(self, expression: bytes, lowered: bytes) -> bool:
        """Return what `may_match` does, faster for one of these expressions."""
        if expression not in self._known:
            return may_match(expression, lowered)
        data, possible = self._latest
        if data is not lowered:
            found = self._automaton.find_matches_as_indexes(lowered, overlapping=True)
            texts = {number for number, _, _ in found}
            possible = self._always.union(*(self._expressions[number] for number in texts))
            self._latest = lowered, possible
        return expression in possible


def may_match(expression: bytes, lowered: bytes) -> bool:
    """Return whether `expression` may match in data of which `lowered` is in lower case."""
    required = required_literals(expression)
    return required is None or any(text in lowered for text in required)
