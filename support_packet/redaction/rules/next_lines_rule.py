"""A rule for secrets on the lines after their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from support_packet.redaction.rules.base import BaseRule


@dataclass(frozen=True, kw_only=True)
class NextLinesRule(BaseRule):
    """Finds secrets on the lines after a trigger, which reaches to the end of its line.

    `then` matches right after it, and its groups are the secrets. It reaches over `lines` lines at
    most after that of the trigger, and refuses at once.
    """

    trigger: tuple[bytes, ...]
    then: bytes
    lines: int = 4

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return self.trigger

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """The trigger, and what comes after it."""
        return re.compile(b"|".join(self.trigger)), re.compile(self.then)

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first of them."""
        return next(self.find_all(data, start, end), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        trigger, then = self.expressions
        if (head := trigger.match(data, start)) and (found := then.match(data, head.end())):
            for group in range(1, (found.lastindex or 0) + 1):
                if found.start(group) < found.end(group):
                    yield found.span(group)
