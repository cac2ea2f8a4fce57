"""Decides which rules find something where a detector was found.

Hyperscan searches a text for the detectors of all rules, and there may be as many hits as a log has
words. Dozens of rules share a detector, such as that of a name and the mark after it, and differ in
what comes next. To ask each of them about each hit takes five to ten times as long as this does. In
the line

    {"level":"info","token":"y1ndrfg8ejkmcpqxot1uwisza3"}

the detector of names of tokens is found in `token"`, bytes 17 to 23, and these steps follow:

1. `rules_by_end` knows which rules may find something after a hit whose last byte is `"`: half of
   those that share the detector. They are one `Candidates`, made once for all packets.
2. The name ends at byte 22. The five bytes from there on are `":"y1`, and only a dozen of the rules
   can match them. `PossibleRules` says which, and tries the heads of these, without their names,
   one after the other. Nearly all hits end here, because none of them matches.
3. The first head that matches is that of `mattermost-session-token`. Its name is compared with
   `token`, and `Looks.finish` reads the rest of the secret, to byte 51.
4. The other heads would be next, because several rules may each find a part. Here it can end: what
   was found is all of the value of a member of JSON, which no rule for names leaves.

Some rules look further than their line, and are asked only where it ends soon after the hit. Rules
whose head may begin anywhere in a hit are asked one by one.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from support_packet.redaction.expressions.marks_after_names import MARKS, SPACES
from support_packet.redaction.first_bytes import beginning_finder
from support_packet.redaction.looks import Looks
from support_packet.redaction.possible_rules import PossibleRules, begin_with_hit
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Match, Rule

_BYTES_SEARCHED = 6
"""How many bytes of a hit are searched for a detector that begins later with an effort of 1."""

_MAX_TRIED = 24
"""In a hit of at most so many bytes a head is tried wherever its first bytes are, with an effort of
1 each; a longer one is searched for another detector first."""

_MAX_TO_LINE_END = 128
"""How many bytes a trigger that reaches to the end of its line may have after the first mark."""

_NEVER_AT_LINE_END = ord("}")
"""No trigger that reaches to the end of its line has this as its last byte."""

_NO_SECRET: Match = re.compile(rb'": (?:"\*+"|true|false|null)[,}\]]*\r?\n').match
"""After a name in JSON, a value that is not a secret, and nothing else up to the end of the line.

Sanitized configurations have dozens of these lines, and no rule for names finds anything there,
unless it goes on to the next line. They are neither asked nor compiled, which takes longer.
"""


class Candidates:
    """The rules to ask about the hits of a detector that end with the same byte.

    The name in a hit ends `after_name` bytes before the hit does; 0 if there is none. Those
    `at_line_end` are asked, too, where the line ends soon after the hit.
    """

    def __init__(
        self, rules: Sequence[BaseRule], after_name: int, at_line_end: "Candidates | None" = None
    ) -> None:
        named = after_name > 0
        chosen_from = begin_with_hit(rules, named=named)
        separate = [rule for rule in rules if not any(rule is each for each in chosen_from)]
        self._after_name = after_name
        self._possible = PossibleRules(chosen_from, named=named) if chosen_from else None
        self._separate = _SeparateRules(separate) if separate else None
        self._at_line_end = at_line_end

    def look(self, looks: Looks, start: int, end: int) -> None:
        """Add what the rules find where their detector found `start` to `end`."""
        if self._after_name and _NO_SECRET(looks.data, end - self._after_name):
            looks.effort += 1
        else:
            self.ask(looks, start, end)
        if self._at_line_end:
            line_end = looks.data.find(b"\n", end - 1, end + _MAX_TO_LINE_END)
            if line_end >= 0 and looks.data[line_end - 1] != _NEVER_AT_LINE_END:
                self._at_line_end.ask(looks, start, end)

    def ask(self, looks: Looks, start: int, end: int) -> None:
        """Add what the rules find, without regard to those at the line's end."""
        if self._possible:
            name_end = end - self._after_name if self._after_name else start
            self._possible.look(looks, start, end, name_end)
        if self._separate:
            self._separate.look(looks, start, end)

    def choose_closely(self) -> None:
        """See `PossibleRules`."""
        if self._possible:
            self._possible.choose_closely()
        if self._at_line_end:
            self._at_line_end.choose_closely()


class _SeparateRules:
    """Rules that are asked one by one, most because their head may begin within the hit."""

    def __init__(self, rules: Sequence[BaseRule]) -> None:
        self._with_head = [rule for rule in rules if isinstance(rule, Rule)]
        self._others = [rule for rule in rules if not isinstance(rule, Rule)]

    @cached_property
    def _heads(self) -> list[tuple[Rule, Match]]:
        """Compiled at the first hit: most detectors have none."""
        return [(rule, rule.head.match) for rule in self._with_head]

    def look(self, looks: Looks, start: int, end: int) -> None:
        """Add what the rules find about a hit from `start` to `end`."""
        for rule, match_head in self._heads:
            looks.effort += rule.effort - 1
            if rule.covered_by and looks.covers(end, rule.covered_by):
                continue
            if head := match_head(looks.data, start) or _later_head(rule, looks, start, end):
                looks.finish(rule, head.span(1), end)
        for other in self._others:
            looks.ask(other, start, end)


def _later_head(rule: Rule, looks: Looks, start: int, end: int) -> re.Match[bytes] | None:
    """Return the first head that begins after the start of the hit."""
    if rule.exact_start:
        return None
    data, size = looks.data, end - start
    if size > _MAX_TRIED:
        looks.effort += size // _BYTES_SEARCHED
        if not rule.may_begin_later(data, start, end):
            return None
    find, place, later = beginning_finder(rule.head.pattern), start, None
    looks.effort += 1
    while later is None and (found := find(data, place + 1, end)):
        place = found.start()
        looks.effort += 1
        later = rule.head.match(data, place)
    return later


_ALL_BYTES = bytes(range(256))


class RulesByEnd:
    """What to ask about the hits of one detector, for each byte that they may end with.

    `groups` has a number for each byte: a list of candidates for all would take 2 kB a detector.
    """

    __slots__ = "candidates", "groups"

    def __init__(self, candidates: Sequence[Candidates], groups: bytes) -> None:
        self.candidates = candidates
        self.groups = groups

    def ending_with(self, byte: int) -> Candidates:
        """Return what to ask about hits whose last byte this is."""
        return self.candidates[self.groups[byte]]


@lru_cache(maxsize=1024)
def rules_by_end(detector: bytes, rules: tuple[BaseRule, ...]) -> RulesByEnd:
    """Return what to ask about the hits of `detector`.

    It is the same for all secrets, and kept.
    """
    after_name = 1 if detector in MARKS else 2 if detector in SPACES else 0
    # Bit n of a number says that rule n is asked: many bytes have the same number.
    bits_of = [0] * 256
    for number, rule in enumerate(rules):
        for byte in set(_ends(detector, rule) or _ALL_BYTES):
            bits_of[byte] |= 1 << number
    # There are not more of them than bytes.
    groups = {bits: number for number, bits in enumerate(set(bits_of))}
    candidates = [
        _candidates([rule for n, rule in enumerate(rules) if bits >> n & 1], after_name)
        for bits in groups
    ]
    return RulesByEnd(candidates, bytes(groups[bits] for bits in bits_of))


def _candidates(rules: Sequence[BaseRule], after_name: int) -> Candidates:
    leaving = [rule for rule in rules if _leaves_line(rule)]
    staying = [rule for rule in rules if not _leaves_line(rule)]
    return Candidates(staying, after_name, Candidates(leaving, after_name) if leaving else None)


def _ends(detector: bytes, rule: BaseRule) -> bytes:
    """Return the bytes that a hit may end with for the rule to find something; empty for any."""
    return (rule.ends_after_space if detector in SPACES else b"") or rule.ends


def _leaves_line(rule: BaseRule) -> bool:
    """Return whether the rule looks only at hits near the end of their line, and further."""
    return isinstance(rule, NextLinesRule) and not rule.within_line
