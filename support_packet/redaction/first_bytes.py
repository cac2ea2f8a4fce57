"""The bytes that a match of an expression may begin with, read from the tree that `re` makes of it.

So that a rule is not asked where its expression cannot match. Conditions are ignored, such as
look-arounds: more bytes may be returned than are possible, and never fewer.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from re import IGNORECASE
from typing import Any

# What `re` itself is made of, of which type checkers know nothing.
op: Any = import_module("re._constants")
_parse: Any = import_module("re._parser").parse

ANY_BYTE = (1 << 256) - 1

Node = tuple[Any, Any]


def _from_to(first: int, last: int) -> int:
    return (1 << last + 1) - (1 << first)


_SMALL, _CAPITAL = _from_to(ord("a"), ord("z")), _from_to(ord("A"), ord("Z"))
_CASE = ord("a") - ord("A")
_DIGIT = _from_to(ord("0"), ord("9"))
_SPACE = _from_to(ord("\t"), ord("\r")) | 1 << ord(" ")
_WORD = _SMALL | _CAPITAL | _DIGIT | 1 << ord("_")
_CATEGORIES = {
    op.CATEGORY_DIGIT: _DIGIT,
    op.CATEGORY_SPACE: _SPACE,
    op.CATEGORY_WORD: _WORD,
    op.CATEGORY_NOT_DIGIT: ANY_BYTE ^ _DIGIT,
    op.CATEGORY_NOT_SPACE: ANY_BYTE ^ _SPACE,
    op.CATEGORY_NOT_WORD: ANY_BYTE ^ _WORD,
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ONE_BYTE = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
_CONDITIONS = (op.AT, op.ASSERT, op.ASSERT_NOT)


@cache
def first_bytes(expression: bytes, count: int) -> tuple[int, ...]:
    """Return, for each of the first `count` bytes of a match, which it may be, or be followed by.

    Bit n of a number is set if it may be byte n.
    """
    first = _FirstBytes(count)
    first.add_any(first.after(_parse(expression), 1, ignores_case=False))
    return tuple(first.bytes_at)


class _FirstBytes:
    """Notes in `bytes_at` what is read at each place; bit n of places is set for place n."""

    def __init__(self, count: int) -> None:
        self.bytes_at = [0] * count
        self._all = (1 << count) - 1

    def add_any(self, places: int) -> None:
        """Note that anything may be read from `places` on."""
        for place in range(len(self.bytes_at)):
            if places & ((2 << place) - 1):
                self.bytes_at[place] = ANY_BYTE

    def after(self, nodes: Iterable[Node], places: int, *, ignores_case: bool) -> int:
        """Return the places where `nodes`, one after the other, may end that begin at `places`."""
        for name, argument in nodes:
            if not places:
                break
            places = self._after_node(name, argument, places, ignores_case=ignores_case)
        return places

    def _after_node(self, name: Any, argument: Any, places: int, *, ignores_case: bool) -> int:
        if name in _CONDITIONS:
            return places
        if name in _ONE_BYTE:
            return self._after_byte(_bytes_of(name, argument), places, ignores_case=ignores_case)
        if name in _REPEATS:
            least, most, nodes = argument
            return self._after_repeats(least, most, nodes, places, ignores_case=ignores_case)
        if name is op.SUBPATTERN:
            _, switched_on, switched_off, nodes = argument
            flags = ((IGNORECASE if ignores_case else 0) | switched_on) & ~switched_off
            return self.after(nodes, places, ignores_case=bool(flags & IGNORECASE))
        if name is op.BRANCH or name is op.ATOMIC_GROUP:
            ends = 0
            for nodes in argument[1] if name is op.BRANCH else [argument]:
                ends |= self.after(nodes, places, ignores_case=ignores_case)
            return ends
        # It may be of any length.
        self.add_any(places)
        return 0

    def _after_byte(self, some: int, places: int, *, ignores_case: bool) -> int:
        if ignores_case:
            some |= (some & _SMALL) >> _CASE | (some & _CAPITAL) << _CASE
        for place in range(len(self.bytes_at)):
            if places >> place & 1:
                self.bytes_at[place] |= some
        return places << 1 & self._all

    def _after_repeats(
        self, least: int, most: Any, nodes: Iterable[Node], places: int, *, ignores_case: bool
    ) -> int:
        nodes = list(nodes)
        ends = 0 if least else places
        for number in range(1, int(most) + 1):
            before, places = places, self.after(nodes, places, ignores_case=ignores_case)
            if number >= least:
                if not places & ~ends:
                    break
                ends |= places
            elif places == before:
                return places
        return ends


def _bytes_of(name: Any, argument: Any) -> int:
    """Return the bytes of which one matches."""
    if name is op.LITERAL:
        return 1 << int(argument)
    if name is op.NOT_LITERAL:
        return ANY_BYTE ^ 1 << int(argument)
    if name is not op.IN:
        return ANY_BYTE
    (first, _), *_ = argument
    some = 0
    for member, value in argument:
        if member is op.LITERAL:
            some |= 1 << value
        elif member is op.RANGE:
            some |= _from_to(*value)
        elif member is op.CATEGORY:
            some |= _CATEGORIES[value]
    return ANY_BYTE ^ some if first is op.NEGATE else some
