"""A rule for secrets on the lines after their names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from support_packet.redaction.rule_kinds.base import BaseRule

_MAX_AFTER = 2560

_BYTES_BEFORE = 6
"""From how many bytes what comes before is searched for with an effort of 1."""


@dataclass(frozen=True, kw_only=True)
class NextLinesRule(BaseRule):
    """Finds secrets on the lines after a trigger, which reaches to the end of its line.

    `detector` is what hyperscan looks for, and the beginning of the trigger. `before` may be what
    has to come before that on its line, of at most `before_bytes` bytes; all of it, if the line
    `begins_with_before`. A trigger `within_line` ends anywhere on its line. `then` matches right
    after it, and its groups are the secrets. It reaches over `lines` lines at most after that of
    the trigger, and refuses at once, at the latest where `needs` is not in it, nor in the first
    `needs_within` bytes from the start of the trigger on.
    """

    detector: tuple[bytes, ...]
    trigger: bytes
    then: bytes
    before: bytes = b""
    before_bytes: int = 96
    needs: bytes = b""
    needs_within: int = _MAX_AFTER
    lines: int = 4
    within_line: bool = False
    begins_with_before: bool = False
    effort: int = 4

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return self.detector

    @cached_property
    def effort_of_asking(self) -> int:
        """See `BaseRule`: what comes before is searched for from each byte, if it is searched."""
        searched = self.before and not self.begins_with_before
        return self.effort + (self.before_bytes // _BYTES_BEFORE if searched else 0)

    @property
    def starts_with(self) -> bytes:
        """See `BaseRule`."""
        return self.trigger

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], ...]:
        """The trigger, what comes after it, and what comes before it."""
        return tuple(map(re.compile, (self.trigger, self.then, self.before + rb"\Z")))

    def trigger_at(self, data: bytes, start: int) -> int | None:
        """Return where the trigger ends that begins at `start`, `None` if there is none."""
        head = self.expressions[0].match(data, start)
        return head.end() if head and self._is_after(data, start) else None

    def _is_after(self, data: bytes, start: int) -> bool:
        """Whether what has to come before `start` does."""
        if not self.before:
            return True
        if self.begins_with_before:
            line = self._line_before(data, start)
            return line is not None and self.expressions[2].match(data, line, start) is not None
        first = max(0, start - self.before_bytes)
        line = data.rfind(b"\n", first, start) + 1
        return self.expressions[2].search(data, max(first, line), start) is not None

    def _line_before(self, data: bytes, start: int) -> int | None:
        """Return where the line of `start` begins, `None` if that is too far before it."""
        first = max(0, start - self.before_bytes)
        line = data.rfind(b"\n", first, start) + 1
        return line if line > 0 or first == 0 else None

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first of them."""
        return next(iter(self.find_all(data, start, end) or ()), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterable[tuple[int, int]] | None:
        """See `BaseRule`."""
        del end  # the trigger is longer than what the detector found
        if self.needs and data.find(self.needs, start, start + self.needs_within) < 0:
            return None
        # What is searched for takes the longest, and comes last.
        if self.begins_with_before and not self._is_after(data, start):
            return None
        trigger, then, _ = self.expressions
        head = trigger.match(data, start)
        found = then.match(data, head.end()) if head else None
        if found is None:
            return None
        if not self.begins_with_before and not self._is_after(data, start):
            return ()
        spans = [found.span(i) for i in range(1, found.re.groups + 1)]
        return [(first, last) for first, last in spans if first < last]
