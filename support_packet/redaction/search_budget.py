"""What the search through a block with very many hits may cost."""

from support_packet.redaction.looks import MAX_EFFORT, Looks
from support_packet.redaction.scanner import Hits

_FREE = 2_500_000
_FOR_KIB = 46_000
"""The budget in nanoseconds, and how much it grows with each KiB."""

_FREE_IN_CROWD = 500_000
_FOR_KIB_IN_CROWD = 12_000
"""The same where there are more hits than any log has with a secret on every line."""

_WHOLE = 512 * 1024
"""A smaller block has the budget of one of this size: a file has at most one smaller block."""

# About how many nanoseconds it takes: fixed, so that the same block always has the same result.
_COST_OF_SCAN = 10_000  # of a part
_COST_OF_HIT = 900  # to report it
_COST_OF_REPEAT = 300  # to report it again
_COST_OF_EFFORT = 400  # of 1, to look at hits
_COST_OF_SECRET = 1_000  # to replace it
_COST_OF_ESCAPED = 4_000  # the same, in a block with escapes


class SearchBudget:
    """The budget for `block`, of which some is spent; without an end if it is not `limited`."""

    def __init__(self, block: bytes, *, limited: bool) -> None:
        self._limited = limited
        self._saved = _FOR_KIB * max(0, _WHOLE - len(block)) // 1024
        self._cost_of_secret = _COST_OF_ESCAPED if b"\\" in block else _COST_OF_SECRET
        self._spent = 0
        self._set(_FREE, _FOR_KIB)

    def shrink(self) -> None:
        """Let it be less: there are very many hits."""
        self._set(_FREE_IN_CROWD, _FOR_KIB_IN_CROWD)

    def _set(self, free: int, for_kib: int) -> None:
        self._free = free + self._saved
        self._for_kib = for_kib

    @property
    def needs_growth(self) -> bool:
        """Whether the part that does not grow is spent."""
        return self._limited and self._spent > self._free

    def spend_scan(self, hits: Hits | None, max_hits: int) -> None:
        """Pay for a scan with these hits, `None` for more than `max_hits`."""
        self._spent += _COST_OF_SCAN
        if hits is None:
            self._spent += max_hits * _COST_OF_HIT
        else:
            self._spent += _COST_OF_HIT * len(hits) + _COST_OF_REPEAT * hits.repeats

    def spend_looks(self, looks: Looks) -> None:
        """Pay for what was looked at and found."""
        self._spent += _COST_OF_EFFORT * looks.effort + self._cost_of_secret * len(looks.found)

    def effort(self, position: int, least: int = 1, reserve: int = 0) -> int:
        """Return the effort that is left up to `position`, at least `least`.

        `reserve` nanoseconds are kept.
        """
        if not self._limited:
            return MAX_EFFORT
        return max((self._left(position) - reserve) // _COST_OF_EFFORT, least)

    def hits(self, position: int) -> int:
        """Return how many hits the part up to `position` may have, as long as half is for looks."""
        return self._left(position) // (2 * _COST_OF_HIT)

    def _left(self, position: int) -> int:
        return self._free + self._for_kib * position // 1024 - self._spent
