"""Which rules to ask about what a detector has found, without asking each of them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ALL_NAMES, MARKS, SPACES
from support_packet.redaction.rules.next_lines_rule import NextLinesRule

_FEW = 4
"""So few are asked as fast one by one, if all of their expressions have to be looked at."""

_MAX_TO_LINE_END = 128
"""So many bytes after the first mark a trigger that reaches to the end of its line may have."""


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

    def asked(self, data: bytes, start: int, end: int) -> Sequence[BaseRule]:
        """Return the rules that may find something where the detector found `start` to `end`."""
        place = end - self._after_name if self._after_name else start
        rules = self._elsewhere.asked(data, place)
        if self._at_line_end and data.find(b"\n", end - 1, end + _MAX_TO_LINE_END) >= 0:
            return (*rules, *self._at_line_end.asked(data, place))
        return rules


class _Alternatives:
    """Rules, of which an expression finds the first that may match, and another those after it.

    So a name with no secret after it costs one look and not dozens. Where the name ends is known:
    only what comes after it is looked at.
    """

    def __init__(self, rules: Sequence[BaseRule], *, named: bool) -> None:
        self._named = named
        known = [rule for rule in rules if rule.starts_with and (_name_of(rule) or not named)]
        self._rules = known if named or len(known) >= _FEW else []
        self._others = tuple(
            rule for rule in rules if not any(rule is each for each in self._rules)
        )
        self._expressions: list[_Expression | None] = [None] * (len(self._rules) + 1)

    def asked(self, data: bytes, place: int) -> Sequence[BaseRule]:
        """Return the rules whose beginning may match, and those of which nothing is known."""
        if not self._rules:
            return self._others
        expression, rule_of = self._expressions[0] or self._compiled(0)
        found = expression.match(data, place)
        if found is None:
            return self._others
        rules = []
        while found is not None and found.lastindex:
            number = rule_of[found.lastindex]
            rules.append(self._rules[number])
            if number + 1 == len(self._rules):
                break
            expression, rule_of = self._expressions[number + 1] or self._compiled(number + 1)
            found = expression.match(data, place)
        return (*rules, *self._others)

    def _compiled(self, first: int) -> "_Expression":
        """Compile what looks for the rules from the `first` on."""
        parts: list[bytes] = []
        rule_of: dict[int, int] = {}
        groups = 0
        for number in range(first, len(self._rules)):
            rule = self._rules[number]
            groups += re.compile(rule.starts_with).groups + 1
            rule_of[groups] = number
            name = _name_of(rule) if self._named else b""
            parts.append(b"(?:" + rule.starts_with.removeprefix(name) + b")()")
        compiled = re.compile(b"|".join(parts)), rule_of
        self._expressions[first] = compiled
        return compiled


_ALL_BYTES = bytes(range(256))

_Expression = tuple[re.Pattern[bytes], dict[int, int]]
"""What finds the first of some rules, and the rule's number by the last group that matched."""


@lru_cache(maxsize=1024)
def rules_by_end(detector: bytes, rules: tuple[BaseRule, ...]) -> list[Candidates]:
    """Return, for each byte, what to ask about a hit of `detector` that ends with it.

    It is the same for all secrets, and kept.
    """
    after_name = 1 if detector in MARKS else 2 if detector in SPACES else 0
    asked: dict[tuple[BaseRule, ...], Candidates] = {}
    by_end: list[Candidates] = []
    ends = [(rule, _ends(detector, rule) or _ALL_BYTES) for rule in rules]
    for byte in range(256):
        some = tuple(rule for rule, possible in ends if byte in possible)
        if some not in asked:
            asked[some] = Candidates(some, after_name)
        by_end.append(asked[some])
    return by_end


def _ends(detector: bytes, rule: BaseRule) -> bytes:
    return (rule.ends_after_space if detector in SPACES else b"") or rule.ends


def _reaches_line_end(rule: BaseRule) -> bool:
    return isinstance(rule, NextLinesRule) and not rule.within_line


def _name_of(rule: BaseRule) -> bytes:
    return next((name for name in ALL_NAMES if rule.starts_with.startswith(name)), b"")
