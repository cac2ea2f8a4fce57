"""One expression for rules that share a detector: it finds the first that may match at a hit."""

import re
from collections.abc import Sequence

from support_packet.redaction.looks import Looks
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ALL_NAMES
from support_packet.redaction.rules.rule import Match, Rule

_MIN_COMBINED = 4
"""Fewer rules without a name are asked one by one, which is as fast if all heads are tried."""

_JSON_OPENING = len(b'":"')
"""How many bytes are between a name in JSON and its value."""

_JSON_VALUE: Match = re.compile(rb'":"[^"\\\n]*+"').fullmatch
"""After a name, a value of JSON that all rules for names stay within, once one has found it."""

_NAMES: dict[bytes, Match] = {name: re.compile(name).match for name in ALL_NAMES}


def combinable(rules: Sequence[BaseRule], *, named: bool) -> list[BaseRule]:
    """Return those of `rules` that begin where a hit does, if it pays to ask them together.

    Those of which the expression finds only where to ask them come last: after each of them the
    search goes on with an expression for the rules that follow it.
    """
    some = [rule for rule in rules if rule.starts_with and (_name_of(rule) or not named)]
    some.sort(key=lambda rule: not isinstance(rule, Rule))
    return some if named or len(some) >= _MIN_COMBINED else []


class CombinedRules:
    """Rules that begin where a hit does, so that one expression finds the first that may match.

    If they are `named`, only what comes after the name is looked at.
    """

    def __init__(self, rules: Sequence[BaseRule], *, named: bool) -> None:
        self._named = named
        self._effort = 2 + len(rules) // 6
        # Each with how its name is compared, if it has one, and as a `Rule`, if it is one.
        self._rules = [
            (
                rule,
                _NAMES[_name_of(rule)] if named else None,
                rule if isinstance(rule, Rule) else None,
            )
            for rule in rules
        ]
        # At index n, what finds the first head from that of rule n on.
        self._find_head: list[Match | None] = [None] * len(rules)

    def prepare(self) -> None:
        """Compile what finds the first head."""
        self._compiled(0)

    def look(self, looks: Looks, start: int, end: int, name_end: int) -> None:
        """Add what the rules find about a hit from `start` to `end`, with a name to `name_end`."""
        data, find_head, number = looks.data, self._find_head, 0
        looks.effort += self._effort
        while number < len(find_head):
            head = (find_head[number] or self._compiled(number))(data, name_end)
            if head is None:
                return
            # The group that matched, counted from `number`, says which rule this is.
            group = head.lastindex or 0
            number += group
            rule, match_name, with_head = self._rules[number - 1]
            name = match_name(data, start) if match_name else None
            if with_head is None or (name and name.end() != name_end):
                looks.ask(rule, start, end)
            elif name or not match_name:
                first, last = looks.finish(with_head, head.span(group), end)
                if first == name_end + _JSON_OPENING and _JSON_VALUE(data, name_end, last + 1):
                    return

    def _compiled(self, number: int) -> Match:
        """Compile what finds the first head from that of rule `number` on: few are ever needed."""
        heads = [_head_after_name(rule, named=self._named) for rule, *_ in self._rules[number:]]
        self._find_head[number] = find = re.compile(b"|".join(heads)).match
        return find


def _name_of(rule: BaseRule) -> bytes:
    return next((name for name in ALL_NAMES if rule.starts_with.startswith(name)), b"")


def _head_after_name(rule: BaseRule, *, named: bool) -> bytes:
    """Return how `rule` begins after its name, with one group: of a `Rule` the secret's start."""
    head = rule.starts_with.removeprefix(_name_of(rule) if named else b"")
    return head if isinstance(rule, Rule) else b"(?:" + head + b")()"
