"""A clock that a test moves."""

from dataclasses import dataclass


@dataclass
class Clock:
    """Returns the same time until a test says otherwise."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now
