"""Removes secrets from the bytes of a packet."""

import re
import threading
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from support_packet.redaction.bared_numbers import bared_numbers
from support_packet.redaction.counts import DENSE_LINE, KNOWN_VALUE, MASKED_BEFORE, count_masks
from support_packet.redaction.dense_lines import MAX_HITS, DenseBlock
from support_packet.redaction.gates import gate_for
from support_packet.redaction.glance import Glance
from support_packet.redaction.joined_search import AnySearch, JoinedSearch
from support_packet.redaction.json_lines import keep_json
from support_packet.redaction.kept_searches import search_for, searchable_of
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT
from support_packet.redaction.line_masks import masks
from support_packet.redaction.pseudonyms import Pseudonyms
from support_packet.redaction.rule_kinds.kind import ADDRESSES, EMAILS
from support_packet.redaction.rules import ADDRESS_RULES
from support_packet.redaction.spanning import around
from support_packet.redaction.spans import MASK, Found, Part, Rename, Span, parts, union
from support_packet.redaction.wanted_rules import rules_for
from support_packet.redaction.yaml_lines import CONTEXT, keep_yaml

MIN_UNFINISHED = 4
"""Fewer characters of a secret than these give nothing away."""


class Redacted(NamedTuple):
    """What is left of a block, and how many secrets were replaced in it, by the rules' ids."""

    data: bytes
    counts: Mapping[str, int]


class Redactor:
    """Removes known secrets, in every form, and what looks like a credential.

    Made once for a packet, used by all its threads. What searches for `secrets` is kept for the
    next packet with the same; `own` are those of this packet only. `emails` and `addresses` replace
    e-mail and IP addresses by pseudonyms. With `check`, a part in which `LastGate` still finds a
    secret is withheld. Secrets too common to search for are ignored, see
    `values.searchable`. `RedactionError` if the secrets cannot be searched for.
    """

    def __init__(
        self,
        secrets: Collection[str],
        own: Collection[str] = (),
        *,
        emails: bool = False,
        addresses: bool = False,
        check: bool = False,
    ) -> None:
        pseudonyms = Pseudonyms(secrets)  # with `own`, each session would have other names
        renames: dict[str, Rename] = {EMAILS: pseudonyms.email} if emails else {}
        if addresses:
            renames[ADDRESSES] = pseudonyms.address
        self._renames = {
            rule.id: renames[rule.kind] for rule in ADDRESS_RULES if rule.kind in renames
        }
        common = search_for(secrets, rules_for(renames), check=check)
        apart = (
            search_for(rest, ()) if (rest := searchable_of({*own}.difference(secrets))) else None
        )
        self._search = JoinedSearch(common, apart) if apart else common
        self._known = (common.known, apart.known) if apart else (common.known,)
        self.gate = gate_for(self._known) if check else None
        # Few blocks hold any of `own`: a quick look for them spares the search and the gate.
        common_gate = gate_for([common.known]) if check else None
        self._without_own = common, common_gate
        self._apart = apart
        self._look = apart.quick_look() if apart else None
        self._one_dense_block = threading.Lock()
        self._is_dense = False
        self.overlap = max(1, *(known.most_bytes for known in self._known)) - 1
        self._several_lines = [form for known in self._known for form in known.several_lines]
        self.line_overlap = max(map(len, self._several_lines), default=1) - 1
        folded = max(known.most_folded_bytes for known in self._known)
        self.indented_overlap = max(self.line_overlap, folded) + CONTEXT

    def end_packet(self) -> None:
        """Make the next packets faster that have the same secrets; nothing is redacted now."""
        self._without_own[0].settle()

    def redact(self, block: bytes, start: int = 0, end: int | None = None) -> Redacted:
        """Return bytes `start` to `end` of `block` without secrets.

        What comes before and after is searched too, so that a secret is found that the cut goes
        through; its mask belongs to the part where it begins.
        """
        search, gate = self._search, self.gate
        if self._look and not self._look.finds(block):
            search, gate = self._without_own
        stop = len(block) if end is None else end
        replaced = parts(block, self._spans(search, block, start, stop), start, stop)
        data = b"".join([text for text, _ in replaced])
        counts = count_masks(replaced)
        return Redacted(*gate.checked(data, counts)) if gate else Redacted(data, counts)

    def redact_searched(self, block: bytes) -> Redacted:
        """Return what `redact` does, for a `block` to which the same rules have been applied.

        They are applied once more only if a secret may be in it that is known here, or if there is
        no last check.
        """
        if not self.gate or self._glance.finds(block):
            return self.redact(block)
        return Redacted(block, count_masks([(block, None)]))

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self._without_own[0], self._apart)

    def redact_parts(self, block: bytes, start: int, end: int) -> Iterator[Part]:
        """Yield what `redact` returns, in parts: a mask comes with the id of what found it."""
        replaced = parts(block, self._spans(self._search, block, start, end), start, end)
        if self.gate and not self.gate.passes(b"".join([text for text, _ in replaced])):
            yield WITHHELD_TEXT, WITHHELD
            return
        for text, rule in replaced:
            if rule:
                yield text, rule
                continue
            before, *others = text.split(MASK)
            yield before, None
            for other in others:
                yield MASK, MASKED_BEFORE
                yield other, None

    def _spans(self, search: AnySearch, block: bytes, start: int, stop: int) -> list[Span]:
        # After a block with very many hits the next one has as many, and a first try is in vain.
        found = None if self._is_dense else search.find(block, MAX_HITS)
        if found is None:
            found = list(self._find_in_dense_block(search, block, start, stop))
        if not found:
            return []
        spans = union(found, block, self._renames)
        if bared := [
            (first + begin, first + end, rule, structural)
            for first, last in bared_numbers(block, spans)
            for begin, end, rule, structural in search.find(block[first:last], MAX_HITS) or ()
        ]:
            spans = union([*found, *bared], block, self._renames)
        for span in spans:
            if span.rule == DENSE_LINE:
                span.text = masks(block[span.start : span.end])
        if any(span.structural for span in spans):
            spans = keep_json(block, spans)
        keep_yaml(block, spans)
        return spans

    def redact_text(self, text: str) -> str:
        """Return `text` without secrets: a name, a warning, an error message."""
        data = text.encode("utf-8", "surrogatepass")
        return self.redact(data).data.decode("utf-8", "surrogatepass")

    def unfinished(self, data: bytes) -> int:
        """Return how many of the last bytes of `data`, cut anywhere, may begin a known secret."""
        for length in range(min(self.overlap, len(data)), MIN_UNFINISHED - 1, -1):
            end = data[-length:]
            if any(_may_begin(known.literals, end) for known in self._known):
                return length
        return 0

    def _find_in_dense_block(
        self, search: AnySearch, block: bytes, start: int, end: int
    ) -> Iterator[Found]:
        """Yield the secrets of a block with very many of them, and masks for its dense lines."""
        scan, look = partial(search.hits_within, block), partial(search.secrets_of, block)
        # Addresses are on almost every line, and no secrets: all of them get their pseudonyms.
        dense = DenseBlock(block, scan, look, limited=not self._renames)
        # Threads that are called for each hit would wait for each other most of the time.
        with self._one_dense_block:
            found = list(dense.spans(start, end))
        self._is_dense = dense.is_dense
        yield from found
        # What spans lines, no line shows whole.
        for known in self._known:
            yield from known.find_folded(block)
        for literal in self._several_lines:
            for match in re.finditer(re.escape(literal), block):
                yield *match.span(), KNOWN_VALUE, False
        yield from around(block, [each[:2] for each in found if each[2] == DENSE_LINE])


def _may_begin(literals: Sequence[bytes], end: bytes) -> bool:
    """Return whether one of `literals`, which are in order, begins with `end`."""
    # What begins with it sorts right after it.
    place = bisect_left(literals, end)
    return any(form.startswith(end) for form in literals[place : place + 1])
