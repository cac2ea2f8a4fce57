"""Removes secrets from the bytes of a packet."""

import re
import threading
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from support_packet.redaction.dense_lines import MOST_HITS, crowded_spans
from support_packet.redaction.json_lines import keep_json
from support_packet.redaction.pattern_database import Hit
from support_packet.redaction.pseudonyms import ADDRESS_RULES, EMAIL_RULES, Pseudonyms
from support_packet.redaction.rules import private_keys
from support_packet.redaction.rules.rule import LOOK_AHEAD, Rule
from support_packet.redaction.rules.tokens import RULES
from support_packet.redaction.search import PRIVATE_KEY_RULE, search_for
from support_packet.redaction.spans import Rename, Span, replace, union

KNOWN_VALUE = "known secret"
PRIVATE_KEY = "private key"

SHORTEST_START = 4
"""Fewer characters of a secret than these give nothing away."""


class Redacted(NamedTuple):
    """What is left of a block, and how many secrets of each kind were replaced in it."""

    data: bytes
    counts: Mapping[str, int]


class Redactor:
    """Removes known secrets, in every form, and what looks like a credential.

    Made once for a packet, used by all its threads. `emails` and `addresses` replace e-mail and
    IP addresses by pseudonyms. Secrets too common to search for are passed over, see
    `values.searchable`. `RedactionError` if the secrets cannot be searched for.
    """

    def __init__(
        self, secrets: Collection[str], *, emails: bool = False, addresses: bool = False
    ) -> None:
        names = Pseudonyms(secrets)
        renames: list[tuple[Rule, Rename | None]] = [(rule, None) for rule in RULES]
        renames += [(rule, names.email) for rule in EMAIL_RULES if emails]
        renames += [(rule, names.address) for rule in ADDRESS_RULES if addresses]
        self._renames = [rename for _, rename in renames]
        self._search = search_for(secrets, [rule for rule, _ in renames])
        self._one_crowd = threading.Lock()
        self.overlap = max(map(len, self._search.literals), default=1) - 1
        self.line_overlap = max(map(len, self._search.several_lines), default=1) - 1

    def redact(self, block: bytes, start: int = 0, end: int | None = None) -> Redacted:
        """Return bytes `start` to `end` of `block` without secrets.

        What lies before and after is looked at, so that a secret is found that the cut goes
        through; its mask belongs to the part where it begins.
        """
        stop = len(block) if end is None else end
        hits = self._search.database.scan(block, MOST_HITS)
        if hits == []:
            return Redacted(block[start:stop], {})
        found = self._crowd(block, start, stop) if hits is None else self._spans(block, hits)
        spans = union(found, block)
        if any(span.structural for span in spans):
            spans = keep_json(block, spans)
        return Redacted(*replace(block, spans, start, stop))

    def redact_text(self, text: str) -> str:
        """Return `text` without secrets: a name, a warning, an error message."""
        data = text.encode("utf-8", "surrogatepass")
        return self.redact(data).data.decode("utf-8", "surrogatepass")

    def unfinished(self, data: bytes) -> int:
        """Return how many of the last bytes of `data`, cut anywhere, may begin a known secret."""
        for length in range(min(self.overlap, len(data)), SHORTEST_START - 1, -1):
            end = data[-length:]
            place = bisect_left(self._search.literals, end)
            if any(form.startswith(end) for form in self._search.literals[place : place + 1]):
                return length
        return 0

    def _spans(self, block: bytes, hits: list[Hit], shift: int = 0) -> Iterator[Span]:
        """Resolve hits in what begins at `shift` of `block`."""
        search = self._search
        done: dict[int, int] = {}
        for number, start, end in hits:
            if number < search.header:
                if span := self._literal(block, number, shift + end):
                    yield span
                continue
            for rule in search.candidates[number - search.header]:
                if shift + end <= done.get(rule, -1):
                    continue
                if span := self._match(rule, block, shift + start, shift + end):
                    done[rule] = span.end
                    yield span

    def _literal(self, block: bytes, number: int, end: int) -> Span | None:
        search = self._search
        start = end - len(search.literals[number])
        if number in search.numbers and _within_number(block, start, end):
            return None
        return Span(start, end, KNOWN_VALUE, structural=number in search.structural)

    def _match(self, rule: int, block: bytes, start: int, end: int) -> Span | None:
        if rule == PRIVATE_KEY_RULE:
            return _private_key(block, start, end)
        if span := _credential(self._search.rules[rule], block, start, end):
            span.rename = self._renames[rule]
        return span

    def _crowd(self, block: bytes, start: int, end: int) -> Iterator[Span]:
        def find(first: int, last: int, most: int) -> list[Span] | None:
            hits = self._search.database.scan(block[first:last], most)
            return None if hits is None else list(self._spans(block, hits, first))

        # Threads that are called for each hit would wait for each other most of the time.
        with self._one_crowd:
            yield from crowded_spans(block, start, end, find)
        for literal in self._search.several_lines:
            for found in re.finditer(re.escape(literal), block):
                yield Span(found.start(), found.end(), KNOWN_VALUE)
        for found in re.finditer(private_keys.DETECTOR, block):
            if span := _private_key(block, *found.span()):
                yield span


def _credential(rule: Rule, block: bytes, start: int, end: int) -> Span | None:
    head = rule.head.match(block, start)
    if head is None and rule.place.search(block, start + 1, end):
        # A later start that ends in the same place; the rest is for the rule's look-ahead.
        head = rule.head.search(block, start + 1, end + LOOK_AHEAD)
    if head is None:
        return None
    if rule.end:
        return Span(head.start(1), head.end(1), rule.kind)
    tail = rule.tail.match(block, head.end())
    return Span(head.start(1), tail.end(), rule.kind) if tail else None


def _within_number(block: bytes, start: int, end: int) -> bool:
    return block[max(0, start - 1) : start].isdigit() or block[end : end + 1].isdigit()


def _private_key(block: bytes, start: int, end: int) -> Span | None:
    lies = private_keys.key(block, start, end)
    return Span(*lies, PRIVATE_KEY) if lies else None
