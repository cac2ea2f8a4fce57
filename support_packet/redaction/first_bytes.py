"""The bytes that a match of an expression may begin with.

So that a rule is not asked where its expression cannot match: more bytes may be returned than are
possible, and never fewer. Bit n of a number is set if byte n is in a set.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from support_packet.redaction.beginnings import (
    ANY_BYTE,
    MAX_BYTES,
    Beginning,
    Choice,
    Repeat,
    beginning_of,
)
from support_packet.redaction.rule_kinds.rule import Match

_Places = int
"""A set of places: bit n is set if something may be read from byte n on."""

_Read = Callable[[int, _Places], _Places]
"""Reads one of a set of bytes at each of these places, and returns where it ends."""


@cache
def first_bytes(expression: bytes, count: int) -> tuple[int, ...]:
    """Return, for each of the first `count` bytes of a match, which it may be, or be followed by.

    `count` is 5 at most.
    """
    bytes_at = [0] * count

    def note(some: int, places: _Places) -> _Places:
        for place in range(count):
            if places >> place & 1:
                bytes_at[place] |= some
        return places << 1 & (1 << count) - 1

    after = _ends(beginning_of(expression), 1, note)
    for place in range(count):
        if after & (2 << place) - 1:
            bytes_at[place] = ANY_BYTE
    return tuple(bytes_at)


@cache
def beginning_finder(expression: bytes) -> Match:
    """Return what finds a place where a match may begin, judging by its first two bytes."""
    first, second = map(_one_of, first_bytes(expression, 2))
    return re.compile(first + b"(?:" + second + rb"|\Z)").search


def _one_of(some: int) -> bytes:
    """Return an expression for a byte n for which bit n is set."""
    escaped = (b"\\x%02x" % byte for byte in range(256) if some >> byte & 1)
    return b"[" + b"".join(escaped) + b"]"


def may_begin(expression: bytes, beginning: Sequence[int]) -> bool:
    """Return whether a match may begin with these bytes, each one of a set; at most 5.

    A shorter match may be followed by anything.
    """
    size = len(beginning)

    def read(some: int, places: _Places) -> _Places:
        ends = places & 1 << size
        for place, possible in enumerate(beginning):
            if places >> place & 1 and some & possible:
                ends |= 2 << place
        return ends

    return _ends(beginning_of(expression), 1, read) > 0


def _ends(beginning: Beginning, places: _Places, read: _Read) -> _Places:
    """Return where the parts, one after the other, may end that begin at `places`."""
    for part in beginning:
        if isinstance(part, int):
            places = read(part, places)
        elif isinstance(part, Repeat):
            places = _ends_of_repeat(part, places, read)
        elif isinstance(part, Choice):
            ends = 0
            for each in part.parts:
                ends |= _ends(each, places, read)
            places = ends
        else:
            for _ in range(MAX_BYTES):
                places |= read(ANY_BYTE, places)
        if not places:
            break
    return places


def _ends_of_repeat(repeat: Repeat, places: _Places, read: _Read) -> _Places:
    ends = 0 if repeat.least else places
    for number in range(1, repeat.most + 1):
        places = _ends(repeat.part, places, read)
        if number >= repeat.least:
            if not places & ~ends:
                break
            ends |= places
    return ends
