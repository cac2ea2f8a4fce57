"""What is measured, and how good it must be."""

from typing import NamedTuple

_FOUR_DIGITS = 1000


class Goal(NamedTuple):
    """A line of the table; without a bound it is only reported."""

    name: str
    unit: str
    bound: float | None
    at_least: bool = True

    def missed(self, measured: float) -> bool:
        """Return whether a figure is worse than the goal."""
        if self.bound is None:
            return False
        return measured < self.bound if self.at_least else measured > self.bound

    def written(self, measured: float | None) -> str:
        """Return a figure, or the goal's bound, as the table shows it."""
        if measured is None:
            return "-"
        number = f"{measured:,.0f}" if measured >= _FOUR_DIGITS else f"{measured:.3g}"
        return f"{number}{self.unit}"


RECALL_REALISTIC = Goal("recall, realistic lines", " %", 98)
RECALL_VENDORS = Goal("recall, families a Mattermost server can hold", " %", 95)
RECALL_KNOWN = Goal("recall, secret settings of plugins in 25 forms", " %", None)
FALSE_HITS = Goal("false hits per 10,000 harmless lines", "", 5, at_least=False)
BROKEN_JSON = Goal("JSON documents that redaction breaks", "", 0, at_least=False)
KNOWN_MASKS = Goal("masks of harmless known values per 10,000 lines", "", 0, at_least=False)

GOALS = (RECALL_REALISTIC, RECALL_VENDORS, RECALL_KNOWN, FALSE_HITS, KNOWN_MASKS, BROKEN_JSON)
"""All of them, in the table's order; `python -m recall.run` fails if one is missed."""
