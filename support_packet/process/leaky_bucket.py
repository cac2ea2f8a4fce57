"""How much of what has happened still counts, if it is forgotten at a steady rate."""

from typing import NamedTuple


class LeakyBucket(NamedTuple):
    """What counted at a time, in seconds of a monotonic clock."""

    level: float = 0.0
    since: float = 0.0

    def level_at(self, now: float, per_second: float) -> float:
        """Return what still counts, of which `per_second` are forgotten."""
        return max(0.0, self.level - (now - self.since) * per_second)

    def with_one_more(self, now: float, per_second: float) -> "LeakyBucket":
        """Return the bucket after one more has happened."""
        return LeakyBucket(self.level_at(now, per_second) + 1, now)
