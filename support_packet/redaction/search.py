"""All that is searched for on behalf of one set of secrets, compiled and kept."""

from collections.abc import Callable, Collection, Iterator, Sequence

from support_packet.redaction.broken_values import breakable
from support_packet.redaction.candidates import rules_by_end
from support_packet.redaction.folding import FoldedValues
from support_packet.redaction.known_values import KnownValues
from support_packet.redaction.looks import MAX_EFFORT, Looks
from support_packet.redaction.pattern_database import (
    PatternDatabase,
)
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.scanner import Hit, Hits
from support_packet.redaction.spans import Found
from support_packet.redaction.values import foldable_forms, forms

_MAX_EFFORT = 3000
"""With more effort the hits of a block are looked at in parts."""

_MANY_HITS = 128
"""After a block with more it pays to choose closely which rules to ask."""


Begin = Callable[[list[bytes]], None]
"""Is called with all literals, as soon as they are known."""


class Search:
    """Literals and rules, and the database that finds them in one pass.

    A hit's number is the index of a known value's head, or, counted on after the last of them, of a
    literal of `folded`, or then of `candidates`: the rules that share one detector.
    """

    def __init__(self, secrets: Collection[str], rules: Sequence[BaseRule], begin: Begin) -> None:
        self.literals = sorted({form for secret in secrets for form in forms(secret)})
        begin(self.literals)
        candidates = by_detector(rules)
        self._candidates = [rules_by_end(name, some) for name, some in candidates.items()]
        self._has_many_hits = False
        parts = [part for secret in secrets for part in breakable(secret)]
        self._known = KnownValues(self.literals, parts)
        self.folded = FoldedValues({form for secret in secrets for form in foldable_forms(secret)})
        # Wherever a known value is, in any form, whole, cut off or wrapped, one of these is.
        self.beginnings = [*self._known.heads, *self.folded.literals]
        self._database = PatternDatabase(self.beginnings, list(candidates))
        self.several_lines = [form for form in self.literals if b"\n" in form]

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

    def is_in(self, data: bytes) -> bool:
        """Return whether anything is found in `data` that may be a secret: a quick look."""
        return self._database.scan(data, 0) is None

    def may_know(self, data: bytes) -> bool:
        """Return whether any of the `beginnings` is in `data`; the rules are not applied."""
        return self._database.has_literal(data)

    @property
    def folded_bytes(self) -> int:
        """The most bytes that a folded value has."""
        return self.folded.max_bytes

    def find_folded(self, data: bytes) -> Iterator[Found]:
        """Yield the known values in `data` that are folded."""
        return self.folded.find(data)

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
        first_folded = len(self._known.heads)
        first_rule = first_folded + len(self.folded.literals)
        candidates = self._candidates
        for count, (number, start, end) in enumerate(hits):
            stop = shift + end
            if looks.effort > max_effort:
                looks.looked_until = shift + min(map(self._start_of, hits[count:]))
                break
            if number >= first_rule:
                by_end = candidates[number - first_rule]
                by_end.ending_with(data[stop - 1]).look(looks, shift + start, stop)
            elif number >= first_folded:
                looks.found += self.folded.find_at(data, number - first_folded, stop)
            else:
                looks.found += self._known.find(data, number, stop)
        return looks

    def _start_of(self, hit: Hit) -> int:
        """Return where a hit begins, which is not reported for literals."""
        number, start, end = hit
        return end - len(self.beginnings[number]) if number < len(self.beginnings) else start


def by_detector(rules: Sequence[BaseRule]) -> dict[bytes, tuple[BaseRule, ...]]:
    """Return the rules that share each detector."""
    candidates: dict[bytes, list[BaseRule]] = {}
    for rule in rules:
        for detector in rule.detectors:
            candidates.setdefault(detector, []).append(rule)
    return {detector: tuple(some) for detector, some in candidates.items()}
