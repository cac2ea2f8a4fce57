"""What the rules have found in some content, and how often they were asked."""

import sys

from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.line_rule import MAX_LINE_PART
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.spans import Found

MAX_NOTATION = 128
"""How many bytes may be between a name with its mark and the value: quotes, colors, attributes."""

MAX_EFFORT = sys.maxsize

_NONE = 0, 0

_BYTES = 16
"""How many bytes of a line are searched with an effort of 1."""


class Looks:
    """Asks rules about places in `data`, and keeps in `found` what they find.

    `effort` is about how long it took, in half microseconds. Where that was too much, some hits
    were not looked at: `left` has their bounds.
    """

    found: list[Found]
    left: list[tuple[int, int]]

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.found = []
        self.effort = 0
        self.left = []
        # A rule is not asked again within what it has found, but for its end: a detector often
        # finds more than one place in a secret, and each look would read all of it.
        self._found_until: dict[str, int] = {}
        self._covered_until: dict[str, int] = {}

    def ask(self, rule: BaseRule, start: int, end: int) -> None:
        """Ask `rule` about what its detector found from `start` to `end`."""
        self.effort += 1
        if end + MAX_NOTATION <= self._found_until.get(rule.id, 0):
            return
        if rule.reads_line:
            if start < self._covered_until.get(rule.id, 0):
                return
            line_end = self.data.find(b"\n", end, end + MAX_LINE_PART)
            self.effort += (line_end - end if line_end > 0 else MAX_LINE_PART) // _BYTES
            self._covered_until[rule.id] = rule.covered_until(self.data, end, line_end)
        found = rule.find_all(self.data, start, end)
        self.effort += rule.effort_of_refusal if found is None else rule.effort_of_asking
        for first, last in found or ():
            self._found_until[rule.id] = last
            self.found.append((first, last, rule.id, False))

    def covers(self, end: int, rules: tuple[str, ...]) -> bool:
        """Return whether one of `rules` has found a secret that a hit up to `end` ends in."""
        return any(self._found_until.get(rule, 0) >= end for rule in rules)

    def finish(self, rule: Rule, bounds: tuple[int, int], end: int) -> tuple[int, int]:
        """Add the secret whose head `rule` has found, and return its bounds, 0 if there is none.

        Of the head, `bounds` are those of the secret's start; the hit ends at `end`.
        """
        self.effort += 2
        name, tail = rule.id, rule.tail_match
        if name in self._found_until and end + MAX_NOTATION <= self._found_until[name]:
            return _NONE
        first, last = bounds
        if tail:
            found = tail(self.data, last)
            if found is None:
                return _NONE
            last = found.end()
        self._found_until[name] = last
        self.found.append((first, last, name, False))
        return first, last
