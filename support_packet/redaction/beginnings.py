"""How a match of an expression may begin, read from the tree that `re` makes of it.

Conditions are left out, such as look-arounds: more beginnings may be read than are possible, and
never fewer. Sets of bytes are numbers here: bit n is set if byte n is in the set.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from re import IGNORECASE
from typing import Any, NamedTuple

# What `re` itself is made of, of which type checkers know nothing.
op: Any = import_module("re._constants")
_parse: Any = import_module("re._parser").parse

ANY_BYTE = (1 << 256) - 1

MAX_BYTES = 5
"""No more bytes of an expression are known."""

Node = tuple[Any, Any]
"""A node of the tree that `re` makes."""


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


class Repeat(NamedTuple):
    """Some beginning at least and at most so many times."""

    least: int
    most: int
    part: "Beginning"


class Choice(NamedTuple):
    """One of several beginnings."""

    parts: "list[Beginning]"


class Anything(NamedTuple):
    """Bytes of which nothing is known."""


Beginning = list[int | Repeat | Choice | Anything]
"""The parts of an expression up to its first bytes: one of a set of bytes, or more than a byte."""


@cache
def beginning_of(expression: bytes) -> Beginning:
    """Return the beginning of an expression; `re` takes a millisecond to read a long one."""
    return _read_tree(_parse(expression), MAX_BYTES, ignores_case=False)[0]


def _read_tree(nodes: Iterable[Node], needed: int, *, ignores_case: bool) -> tuple[Beginning, int]:
    """Return the parts that may be in the first `needed` bytes, and the fewest bytes of these."""
    parts: Beginning = []
    least = 0
    for name, argument in nodes:
        if least >= needed:
            break
        if name not in _CONDITIONS:
            some, width = _read_node(name, argument, needed - least, ignores_case=ignores_case)
            parts += some
            least += width
    return parts, least


def _read_node(
    name: Any, argument: Any, needed: int, *, ignores_case: bool
) -> tuple[Beginning, int]:
    if name in _ONE_BYTE:
        some = _bytes_of(name, argument)
        if ignores_case:
            some |= (some & _SMALL) >> _CASE | (some & _CAPITAL) << _CASE
        return [some], 1
    if name in _REPEATS:
        least, most, nodes = argument
        part, width = _read_tree(nodes, needed, ignores_case=ignores_case)
        least, most = (min(int(times), needed) for times in (least, most))
        return [Repeat(least, most, part)], least * width
    if name is op.SUBPATTERN:
        _, switched_on, switched_off, nodes = argument
        flags = ((IGNORECASE if ignores_case else 0) | switched_on) & ~switched_off
        return _read_tree(nodes, needed, ignores_case=bool(flags & IGNORECASE))
    if name is op.BRANCH or name is op.ATOMIC_GROUP:
        choices = argument[1] if name is op.BRANCH else [argument]
        read = [_read_tree(nodes, needed, ignores_case=ignores_case) for nodes in choices]
        return [Choice([part for part, _ in read])], min(width for _, width in read)
    # It may be of any length.
    return [Anything()], needed


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
