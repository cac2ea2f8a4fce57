"""How many secrets were removed: by rule, and for people by kind."""

from collections import Counter
from collections.abc import Mapping

from support_packet.redaction.last_gate import WITHHELD
from support_packet.redaction.rules import ALL_RULES
from support_packet.redaction.rules.kind import Kind

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


def by_kind(counts: Mapping[str, int]) -> dict[Kind, int]:
    """Add up what was counted by id for each kind."""
    kinds: Counter[Kind] = Counter()
    for rule_id, count in counts.items():
        kinds[KIND_OF[rule_id]] += count
    return dict(kinds)
