"""Looks at what detectors have found, without asking each rule that shares a detector.

There can be as many hits as a log has words, so that little is done for each of them: one
expression refuses nearly all, and another says of the rest which rules find something.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from support_packet.redaction.looks import Looks
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ALL_NAMES, MARKS, SPACES
from support_packet.redaction.rules.marks_after_names import ONE_MARK, SPACE_AND_MARK
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.rule import Match, Rule

_MARKS = MARKS + ONE_MARK
_SPACES = SPACES + SPACE_AND_MARK
"""Detectors that end one byte, or two, after a name."""

_FEW = 4
"""Fewer rules are asked one by one, which is as fast if all of their expressions have to be
tried."""

_EFFORT_OF_SEARCH = 40
"""The effort of searching for a head that begins later than its hit."""

_BYTES_SEARCHED = 6
"""How many bytes of a hit are searched for the beginning of such a head with an effort of 1."""

_MAX_TO_LINE_END = 128
"""How many bytes a trigger that reaches to the end of its line may have after the first mark."""

_NEVER_AT_LINE_END = ord("}")
"""No trigger that reaches to the end of its line has this as its last byte."""

_MEMBER: Match = re.compile(rb'":"[^"\\\n]*+"').fullmatch
"""After a name, a value of JSON that all rules for names stay within, once one has found it."""

_OPENING = 3
"""How many bytes of it come before the value."""

_NAMES: dict[bytes, Match] = {name: re.compile(name).match for name in ALL_NAMES}


class Candidates:
    """The rules that share a detector and what its hits end with.

    Many rules share a name and differ in what comes after it, which begins `after_name` bytes
    before the hit's end, or is unknown if that is 0.
    """

    def __init__(self, rules: Sequence[BaseRule], after_name: int) -> None:
        at_line_end = [rule for rule in rules if _reaches_line_end(rule)]
        others = [rule for rule in rules if not _reaches_line_end(rule)]
        self._after_name = after_name
        self._elsewhere = _Alternatives(others, named=after_name > 0)
        self._at_line_end = (
            _Alternatives(at_line_end, named=after_name > 0) if at_line_end else None
        )

    def look(self, looks: Looks, start: int, end: int) -> None:
        """Add what the rules find where their detector found `start` to `end`."""
        place = end - self._after_name if self._after_name else start
        self._elsewhere.look(looks, start, end, place)
        if self._at_line_end:
            data = looks.data
            line_end = data.find(b"\n", end - 1, end + _MAX_TO_LINE_END)
            if line_end >= 0 and data[line_end - 1] != _NEVER_AT_LINE_END:
                self._at_line_end.look(looks, start, end, place)


class _Alternatives:
    """Rules, of which an expression finds the first that may match, and another those after it.

    So a name with no secret after it costs one look and not dozens. Where the name ends is known:
    only what comes after it is looked at.
    """

    def __init__(self, rules: Sequence[BaseRule], *, named: bool) -> None:
        known = [rule for rule in rules if rule.starts_with and (_name_of(rule) or not named)]
        known = known if named or len(known) >= _FEW else []
        self._rules = [
            (
                rule,
                _NAMES[_name_of(rule)] if named else None,
                rule if isinstance(rule, Rule) else None,
            )
            for rule in known
        ]
        others = [rule for rule in rules if not any(rule is each for each in known)]
        self._others = [rule for rule in others if not isinstance(rule, Rule)]
        self._with_head = [rule for rule in others if isinstance(rule, Rule)]
        # Compiled at the first hit: most of hundreds have none.
        self._others_with_head: list[tuple[Rule, Match]] | None = None if self._with_head else []
        self._named = named
        self._effort = 2 + len(known) // 6 if known else 0
        self._heads: list[Match | None] = [None] * len(known)

    def look(self, looks: Looks, start: int, end: int, place: int) -> None:
        """Add what the rules find; what comes after the name begins at `place`."""
        data, heads, number = looks.data, self._heads, 0
        looks.effort += self._effort
        while number < len(heads):
            head = (heads[number] or self._compiled(number))(data, place)
            if head is None:
                break
            group = head.lastindex or 0
            number += group
            rule, name, whole = self._rules[number - 1]
            named = name(data, start) if name else None
            if whole is None or (named and named.end() != place):
                looks.ask(rule, start, end)
            elif named or not name:
                # All of its head was found, as from the start of the name.
                first, last = looks.finish(whole, head.span(group), end)
                if first == place + _OPENING and _MEMBER(data, place, last + 1):
                    break
        others = self._others_with_head
        if others is None:
            others = [(rule, rule.head.match) for rule in self._with_head]
            self._others_with_head = others
        for whole, find_head in others:
            looks.effort += whole.effort - 1
            if head := find_head(data, start) or _later_head(whole, looks, start, end):
                looks.finish(whole, head.span(1), end)
        for rule in self._others:
            looks.ask(rule, start, end)

    def _compiled(self, first: int) -> Match:
        """Compile what finds the next rule from the `first` on, which its group's number tells."""
        heads = [_head(rule, named=self._named) for rule, *_ in self._rules[first:]]
        self._heads[first] = find_head = re.compile(b"|".join(heads)).match
        return find_head


def _later_head(rule: Rule, looks: Looks, start: int, end: int) -> re.Match[bytes] | None:
    """Return the first head that begins after the start of the hit."""
    if rule.exact_start:
        return None
    looks.effort += (end - start) // _BYTES_SEARCHED
    if not rule.may_begin_later(looks.data, start, end):
        return None
    looks.effort += _EFFORT_OF_SEARCH
    return rule.later_head(looks.data, start, end)


_ALL_BYTES = bytes(range(256))


@lru_cache(maxsize=1024)
def rules_by_end(detector: bytes, rules: tuple[BaseRule, ...]) -> list[Candidates]:
    """Return, for each byte, what to ask about a hit of `detector` that ends with it.

    It is the same for all secrets, and kept.
    """
    after_name = 1 if detector in _MARKS else 2 if detector in _SPACES else 0
    # Which rules, by the bits of a number.
    some = [0] * 256
    for place, rule in enumerate(rules):
        for byte in set(_ends(detector, rule) or _ALL_BYTES):
            some[byte] |= 1 << place
    asked = {
        bits: Candidates(
            tuple(rule for place, rule in enumerate(rules) if bits >> place & 1), after_name
        )
        for bits in set(some)
    }
    return [asked[bits] for bits in some]


def _ends(detector: bytes, rule: BaseRule) -> bytes:
    return (rule.ends_after_space if detector in SPACES else b"") or rule.ends


def _reaches_line_end(rule: BaseRule) -> bool:
    return isinstance(rule, NextLinesRule) and not rule.within_line


def _name_of(rule: BaseRule) -> bytes:
    return next((name for name in ALL_NAMES if rule.starts_with.startswith(name)), b"")


def _head(rule: BaseRule, *, named: bool) -> bytes:
    """Return how `rule` begins after its name, with one group: of a `Rule` the secret's start."""
    head = rule.starts_with.removeprefix(_name_of(rule) if named else b"")
    return head if isinstance(rule, Rule) else b"(?:" + head + b")()"
