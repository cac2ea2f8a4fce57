"""All that is searched for on behalf of one set of secrets, compiled and kept."""

from collections.abc import Sequence

from support_packet.redaction.candidates import rules_by_end
from support_packet.redaction.expressions.mattermost_ids import ID_ALPHABET
from support_packet.redaction.inside_ids import is_inside_id
from support_packet.redaction.looks import MAX_EFFORT, Looks
from support_packet.redaction.many_values import KnownForms, ManyValues
from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.quick_look import MAX_TEXTS, QuickLook
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.scanner import Hit, Hits
from support_packet.redaction.spans import Found

_MAX_EFFORT = 3000
"""With more effort the hits of a block are looked at in parts."""

_MANY_HITS = 128
"""After a block with more it pays to choose closely which rules to ask."""


class Search:
    """Known values and rules, and the database that finds them in one pass.

    A hit's number is that of a beginning in `known`, or, counted on after these, the index of
    `candidates`: the rules that share one detector.
    """

    def __init__(self, known: KnownForms, rules: Sequence[BaseRule]) -> None:
        self.known = known
        candidates = by_detector(rules)
        self._candidates = [rules_by_end(name, some) for name, some in candidates.items()]
        self._has_many_hits = False
        if isinstance(known, ManyValues):
            self._database = PatternDatabase((), list(candidates), known)
        else:
            self._database = PatternDatabase(known.beginnings, list(candidates))

    def find(self, data: bytes, max_hits: int) -> list[Found] | None:
        """Return the secrets in `data`, `None` if there are more than `max_hits` hits.

        Also if looking at them takes too long.
        """
        hits = self._database.scan(data, max_hits)
        if hits is None or len(hits) > _MANY_HITS:
            self._choose_closely()
        if hits is None:
            return None
        looks = self.secrets_of(data, hits, 0, _MAX_EFFORT)
        return looks.found if looks.effort <= _MAX_EFFORT else None

    def _choose_closely(self) -> None:
        if not self._has_many_hits:
            self._has_many_hits = True
            for by_end in self._candidates:
                for candidates in by_end.candidates:
                    candidates.choose_closely()

    def settle(self) -> None:
        """Make the next packets faster, after one in which much was searched."""
        self._database.join_if_worthwhile()

    def quick_look(self) -> QuickLook | None:
        """Return what looks for its values, if there are few: of a search for nothing else.

        `None` also if that does not find one of the forms of a value.
        """
        known = self.known
        if isinstance(known, ManyValues) or not 0 < len(known.beginnings) <= MAX_TEXTS:
            return None
        look = QuickLook(known.beginnings)
        return look if all(map(look.finds, known.literals)) else None

    def may_know(self, data: bytes) -> bool:
        """Return whether a beginning of a known value is in `data`; no rules are applied."""
        return self._database.has_literal(data)

    def hits_within(self, data: bytes, start: int, end: int, max_hits: int) -> Hits | None:
        """Return the hits in `start` to `end` of `data`, counted from `start`.

        `None` if there are more than `max_hits`.
        """
        return self._database.scan(data[start:end], max_hits)

    def secrets_of(
        self, data: bytes, hits: list[Hit], shift: int, max_effort: int = MAX_EFFORT
    ) -> Looks:
        """Look at each hit, whose bounds are counted from `shift`, in all of `data`.

        Not at the rest of them once that has taken more than `max_effort`.
        """
        looks = Looks(data)
        first_rule = self._database.first_detector
        candidates = self._candidates
        for count, (number, start, end) in enumerate(hits):
            stop = shift + end
            if looks.effort > max_effort:
                looks.left = [(shift + self._start_of(hit), shift + hit[2]) for hit in hits[count:]]
                break
            if number >= first_rule:
                # Most hits are after no letter or digit.
                if data[shift + start - 1] in ID_ALPHABET and is_inside_id(data, shift + start):
                    looks.effort += 1
                    continue
                by_end = candidates[number - first_rule]
                by_end.ending_with(data[stop - 1]).look(looks, shift + start, stop)
            else:
                looks.found += self.known.found_at(data, number, stop)
        return looks

    def _start_of(self, hit: Hit) -> int:
        """Return where a hit begins, which is not reported for literals."""
        number, start, end = hit
        is_known = number < self._database.first_detector
        return end - self.known.length_of(number) if is_known else start


def by_detector(rules: Sequence[BaseRule]) -> dict[bytes, tuple[BaseRule, ...]]:
    """Return the rules that share each detector."""
    candidates: dict[bytes, list[BaseRule]] = {}
    for rule in rules:
        for detector in rule.detectors:
            candidates.setdefault(detector, []).append(rule)
    return {detector: tuple(some) for detector, some in candidates.items()}
