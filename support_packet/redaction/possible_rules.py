"""Of the rules that share a detector, those that may find something, judging by the next few bytes.

Three in four rules are never asked: they need another mark after the name, or another value.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from support_packet.redaction.expressions.fragments import ALL_NAMES, NOT_A_PASSWORD
from support_packet.redaction.first_bytes import first_bytes, may_begin
from support_packet.redaction.json_values import is_json_value
from support_packet.redaction.looks import Looks
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.rule import Match, Rule
from support_packet.redaction.shapes import bytes_of, shape_of

_MIN_RULES = 4
"""Fewer rules without a name are asked one by one, which is as fast."""

_BYTES = 5
"""How many bytes are looked at."""

_MAX_KEPT = 4096
"""For how many different beginnings, and sets of rules, it is kept what to ask."""

_EFFORT_IF_ENCODED = 4
"""How many times longer it takes to read marks that are percent-encoded."""

_NAMES: dict[bytes, Match] = {name: re.compile(name).match for name in ALL_NAMES}


def begin_with_hit(rules: Sequence[BaseRule], *, named: bool) -> list[BaseRule]:
    """Return those of `rules` that begin where a hit does, if it pays to choose among them.

    Those that find all of a secret come first, those of which the expression finds only where to
    ask them last.
    """
    some = [rule for rule in rules if rule.starts_with and (_name_of(rule) or not named)]
    some.sort(key=lambda rule: not isinstance(rule, Rule))
    some.sort(key=lambda rule: not (isinstance(rule, Rule) and rule.whole_before))
    return some if named or len(some) >= _MIN_RULES else []


class _Asked(NamedTuple):
    """A rule, what finds its head, what compares its name, if it has one, and the `Rule` it is."""

    rule: BaseRule
    find_head: Match
    match_name: Match | None
    with_head: Rule | None


_Chosen = tuple[int, tuple[_Asked, ...]]
"""The effort of asking some rules, and these."""


class PossibleRules:
    """Rules that begin where a hit does. If they are `named`, their heads are without the name."""

    def __init__(self, rules: Sequence[BaseRule], *, named: bool) -> None:
        self._rules = rules
        self._named = named
        # Of sets of rules, bit n of a number is set for rule n.
        self._possible: dict[tuple[int, int], int] = {}
        self._combinations: dict[tuple[int, bool], _Chosen] = {}
        self._chosen: dict[bytes, _Chosen] = {}
        self._asked: dict[int, _Asked] = {}
        self._is_close = False
        self._of_shapes: dict[tuple[int, bytes], int] = {}

    def look(self, looks: Looks, start: int, end: int, name_end: int) -> None:
        """Add what the rules find about a hit from `start` to `end`, with a name to `name_end`."""
        data = looks.data
        beginning = data[name_end : name_end + _BYTES]
        effort, asked = self._chosen.get(beginning) or self._choose(beginning)
        looks.effort += effort
        name: re.Match[bytes] | None = None
        named_by: object = None
        is_whole = False
        for rule, find_head, match_name, with_head in asked:
            if is_whole and with_head:
                continue
            head = find_head(data, name_end)
            if head is None:
                continue
            # Most rules have the same name.
            if match_name is not named_by:
                name, named_by = match_name(data, start) if match_name else None, match_name
            if with_head is None or (name and name.end() != name_end):
                looks.ask(rule, start, end)
            elif name or not match_name:
                first, last = looks.finish(with_head, head.span(1), end)
                if is_json_value(data, name_end, first, last):
                    # About half of the others.
                    looks.effort -= effort // 2
                    return
                is_whole = last > 0 and with_head.is_whole(data, last)

    def choose_closely(self) -> None:
        """Spend more on choosing from now on, so that fewer rules are asked about each hit.

        It takes a millisecond for each of a hundred shapes: more than a log with few hits costs.
        """
        if not self._is_close:
            self._is_close = True
            self._chosen.clear()

    def _choose(self, beginning: bytes) -> _Chosen:
        """Return which rules to ask about a hit with this `beginning`, and the effort.

        Random values follow names in millions of ways, and few combinations of rules come of them.
        """
        rules = -1
        for place, byte in enumerate(beginning):
            some = self._possible.get((place, byte))
            rules &= self._possible_with(place, byte) if some is None else some
        for match, with_it in self._conditions:
            if not match(beginning):
                rules &= ~with_it
        if self._is_close:
            rules = self._with_shape(rules, shape_of(beginning))
        is_encoded = beginning.startswith(b"%")
        chosen = self._combinations.get((rules, is_encoded))
        if chosen is None:
            chosen = self._combined(rules, is_encoded)
            if len(self._combinations) < _MAX_KEPT:
                self._combinations[rules, is_encoded] = chosen
        if len(self._chosen) < _MAX_KEPT:
            self._chosen[beginning] = chosen
        return chosen

    def _combined(self, rules: int, is_encoded: bool) -> _Chosen:
        numbers = [number for number in range(len(self._rules)) if rules >> number & 1]
        effort = sum(self._rules[number].effort_of_head for number in numbers)
        if is_encoded:
            effort *= _EFFORT_IF_ENCODED
        return 1 + int(effort), tuple(map(self._compiled, numbers))

    def _possible_with(self, place: int, byte: int) -> int:
        """Return the rules whose head may have this byte at this place."""
        rules = 0
        for number, some in enumerate(self._first_bytes):
            rules |= (some[place] >> byte & 1) << number
        self._possible[place, byte] = rules
        return rules

    def _with_shape(self, rules: int, shape: bytes) -> int:
        """Return those of `rules` whose head may begin with this shape."""
        chosen = self._of_shapes.get((rules, shape))
        if chosen is None:
            chosen, beginning = rules, bytes_of(shape)
            for number, head in enumerate(self._heads):
                if rules >> number & 1 and not may_begin(head, beginning):
                    chosen &= ~(1 << number)
            if len(self._of_shapes) < _MAX_KEPT:
                self._of_shapes[rules, shape] = chosen
        return chosen

    @cached_property
    def _conditions(self) -> list[tuple[Match, int]]:
        """What has to match the beginning, and the rules that are not asked otherwise."""
        rules: dict[bytes, int] = {}
        for number, rule in enumerate(self._rules):
            if rule.beginning:
                rules[rule.beginning] = rules.get(rule.beginning, 0) | 1 << number
        return [(re.compile(beginning).match, with_it) for beginning, with_it in rules.items()]

    @cached_property
    def _first_bytes(self) -> list[tuple[int, ...]]:
        """For each rule, what its head may begin with.

        `first_bytes` ignores conditions, but reading one of this length takes a millisecond.
        """
        return [first_bytes(head, _BYTES) for head in self._heads]

    @property
    def _heads(self) -> list[bytes]:
        return [self._head(rule).replace(NOT_A_PASSWORD, b"") for rule in self._rules]

    def _compiled(self, number: int) -> _Asked:
        if number not in self._asked:
            rule = self._rules[number]
            self._asked[number] = _Asked(
                rule,
                re.compile(self._head(rule)).match,
                _NAMES[_name_of(rule)] if self._named else None,
                rule if isinstance(rule, Rule) else None,
            )
        return self._asked[number]

    def _head(self, rule: BaseRule) -> bytes:
        return rule.starts_with.removeprefix(_name_of(rule) if self._named else b"")


def _name_of(rule: BaseRule) -> bytes:
    return next((name for name in ALL_NAMES if rule.starts_with.startswith(name)), b"")
