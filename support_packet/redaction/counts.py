"""How many secrets were removed: by rule, and for people by kind."""

from collections import Counter
from collections.abc import Mapping, Sequence

from support_packet.redaction.last_gate import WITHHELD
from support_packet.redaction.rule_kinds.kind import Kind
from support_packet.redaction.rules import ALL_RULES
from support_packet.redaction.spans import MASK, Part

KNOWN_VALUE = "known-secret"
"""What is counted for a value that was known to be secret; other ids are those of rules."""

DENSE_LINE = "dense-line"
"""What is counted for a line that was masked whole, see `dense_lines`."""

MASKED_BEFORE = "masked-before"
"""What is counted for a mask that was there already: a setting that is secret by its place."""

KIND_OF: Mapping[str, Kind] = {
    KNOWN_VALUE: "known secret",
    DENSE_LINE: "dense line",
    MASKED_BEFORE: "masked setting",
    WITHHELD: "withheld part",
    **{rule.id: rule.kind for rule in ALL_RULES},
}
"""The kind of each id that is counted."""


def count_masks(replaced: Sequence[Part], data: bytes) -> dict[str, int]:
    """Return how many of the masks in `data` each rule made, and how many were there before.

    `replaced` is what `spans.parts` returned, `data` its text. A pseudonym counts once.
    """
    counts = Counter([rule for text, rule in replaced if rule and text is MASK])
    others = [(rule, text.count(MASK)) for text, rule in replaced if rule and text is not MASK]
    before = _masks_in(data) - counts.total() - sum([masks for _, masks in others])
    for rule, masks in others:
        counts[rule] += masks or 1
    if before > 0:
        counts[MASKED_BEFORE] = before
    return dict(counts)


def _masks_in(data: bytes) -> int:
    # Most data has no asterisk, and one byte is found ten times as fast.
    return data.count(MASK) if MASK[:1] in data else 0


def by_kind(counts: Mapping[str, int]) -> dict[Kind, int]:
    """Add up what was counted by id for each kind."""
    kinds: Counter[Kind] = Counter()
    for rule_id, count in counts.items():
        kinds[KIND_OF[rule_id]] += count
    return dict(kinds)
