"""Removes secrets from the bytes of a packet."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from support_packet.redaction import pem
from support_packet.redaction.database import Hit
from support_packet.redaction.json_lines import QUOTED, keep_json
from support_packet.redaction.pseudonyms import ADDRESS_RULES, EMAIL_RULES, Pseudonyms
from support_packet.redaction.rule import LOOK_AHEAD, Rule
from support_packet.redaction.rules import RULES
from support_packet.redaction.search import search_for
from support_packet.redaction.spans import MASK, Rename, Span, replace, union

KNOWN_VALUE = "known secret"
PRIVATE_KEY = "private key"
CROWDED_LINE = "crowded line"

SHORTEST_START = 4
"""Fewer characters of a secret than these give nothing away."""

LONG_LINE = 32767
MOST_HITS = 1024
"""A long line with more hits is masked whole, so that it cannot be made to be slow."""

MOST_ON_LINE = 12
MOST_TOGETHER = 256
"""Likewise any line with more hits than the former, where 64 together have more than these."""

_LINES = re.compile(rb"(?:[^\n]{0,%d}+(?:\n|\Z)){1,64}|[^\n]++" % LONG_LINE)
_LINE = re.compile(rb"[^\n]++")


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
        self.overlap = max(map(len, self._search.literals), default=1) - 1
        self.line_overlap = max(map(len, self._search.several_lines), default=1) - 1

    def redact(self, block: bytes, start: int = 0, end: int | None = None) -> Redacted:
        """Return bytes `start` to `end` of `block` without secrets.

        What lies before and after is looked at, so that a secret is found that the cut goes
        through; its mask belongs to the part where it begins.
        """
        stop = len(block) if end is None else end
        hits = self._search.database.scan(block, MOST_HITS)
        if hits is not None and not hits:
            return Redacted(block[start:stop], {})
        found = self._crowded(block, start, stop) if hits is None else self._spans(block, hits)
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
                span = self._literal(block, number, shift + end)
            elif shift + end <= done.get(number, -1):
                continue
            elif number == search.header:
                span = _private_key(block, shift + start, shift + end)
            else:
                rule = number - search.header - 1
                span = _match(search.rules[rule], block, shift + start, shift + end)
                if span:
                    span.rename = self._renames[rule]
            if span:
                done[number] = span.end
                yield span

    def _literal(self, block: bytes, number: int, end: int) -> Span | None:
        search = self._search
        start = end - len(search.literals[number])
        if number in search.numbers and _within_number(block, start, end):
            return None
        return Span(start, end, KNOWN_VALUE, structural=number in search.structural)

    def _crowded(self, block: bytes, start: int, end: int) -> Iterator[Span]:
        """Look at a block with very many hits: at some lines together, or else at each."""
        for lines in _LINES.finditer(block):
            hits = self._search.database.scan(lines[0], MOST_TOGETHER)
            if hits is not None:
                yield from self._spans(block, hits, lines.start())
                continue
            for line in _LINE.finditer(block, lines.start(), lines.end()):
                yield from self._crowded_line(block, line, start, end)
        for literal in self._search.several_lines:
            for found in re.finditer(re.escape(literal), block):
                yield Span(found.start(), found.end(), KNOWN_VALUE)

    def _crowded_line(
        self, block: bytes, line: re.Match[bytes], start: int, end: int
    ) -> Iterator[Span]:
        most = MOST_HITS if line.end() - line.start() > LONG_LINE else MOST_ON_LINE
        hits = self._search.database.scan(line[0], most)
        first, last = max(line.start(), start), min(line.end(), end)
        if hits is not None:
            yield from self._spans(block, hits, line.start())
        elif first < last:
            text = QUOTED if line[0].startswith((b"{", b"[")) else MASK
            yield Span(first, last, CROWDED_LINE, text=text)


def _match(rule: Rule, block: bytes, start: int, end: int) -> Span | None:
    head = rule.head.match(block, start)
    if head is None and rule.place.search(block, start + 1, end):
        # A later start that ends in the same place; the rest is for the rule's look-ahead.
        head = rule.head.search(block, start + 1, end + LOOK_AHEAD)
    if head is None or head.end() > end:
        return None
    if rule.end:
        return Span(head.start(1), head.end(1), rule.kind)
    tail = rule.tail.match(block, head.end())
    return Span(head.start(1), tail.end(), rule.kind) if tail else None


def _within_number(block: bytes, start: int, end: int) -> bool:
    return block[max(0, start - 1) : start].isdigit() or block[end : end + 1].isdigit()


def _private_key(block: bytes, start: int, end: int) -> Span | None:
    lies = pem.key(block, start, end)
    return Span(*lies, PRIVATE_KEY) if lies else None
