"""How many secrets were removed: by rule, and for people by kind."""

from collections import Counter
from collections.abc import Mapping, Sequence

from support_packet.redaction.last_gate import WITHHELD
from support_packet.redaction.rule_kinds.kind import Kind
from support_packet.redaction.rules import ALL_RULES
from support_packet.redaction.spans import MASK, Part

_ASTERISK = MASK[:1]

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


def count_masks(replaced: Sequence[Part]) -> dict[str, int]:
    """Return how many masks each rule made, and how many were there before: `MASKED_BEFORE`.

    `replaced` is what `spans.parts` returned. A pseudonym counts once.
    """
    counts = Counter([rule for text, rule in replaced if rule and text is MASK])
    for text, rule in replaced:
        if rule is None:
            # Most text has no asterisk, and one byte is found ten times as fast.
            if _ASTERISK in text and (masks := text.count(MASK)):
                counts[MASKED_BEFORE] += masks
        elif text is not MASK:
            counts[rule] += text.count(MASK) or 1
    return dict(counts)


def by_kind(counts: Mapping[str, int]) -> dict[Kind, int]:
    """Add up what was counted by id for each kind."""
    kinds: Counter[Kind] = Counter()
    for rule_id, count in counts.items():
        kinds[KIND_OF[rule_id]] += count
    return dict(kinds)
