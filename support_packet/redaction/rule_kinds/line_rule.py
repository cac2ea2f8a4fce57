"""A rule for lines in which a word says that one or more secrets follow somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from support_packet.redaction.rule_kinds.base import BaseRule

_LINE_END = rb"\n"
MAX_LINE_PART = 8 * 1024
"""So many bytes after the trigger are looked at."""


@dataclass(frozen=True, kw_only=True)
class LineRule(BaseRule):
    """Finds all secrets of a line that has a trigger.

    `trigger` is what hyperscan looks for, of bounded length and without look-around. Where it is
    found, `condition` has to match. After it, `begin` is where the secrets may begin on the rest of
    the line, if it is given, and `end` where they end at the latest. Between them each match of
    `secret` is one, or its group 1 if it has one. No part matches a line end. Nothing is looked for
    on lines that have none of the words in `needs`, in lower case. A `detector` is searched for
    instead of the trigger, and begins like it.
    """

    trigger: tuple[bytes, ...]
    condition: bytes = b""
    begin: bytes = b""
    end: bytes = _LINE_END
    secret: bytes
    needs: tuple[bytes, ...] = ()
    detector: tuple[bytes, ...] = ()

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return self.detector or self.trigger

    @property
    def reads_line(self) -> bool:
        """See `BaseRule`."""
        return True

    def covered_until(self, data: bytes, end: int, line_end: int) -> int:
        """See `BaseRule`."""
        if self.condition:
            return 0
        if self.end == _LINE_END:
            return line_end
        # What comes before the end is the same for all hits before it.
        if self.begin or self.detector or line_end < 0:
            return 0
        last = self.expressions[2].search(data, end, line_end)
        return last.start() if last else line_end

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], ...]:
        """The trigger with its condition, the beginning, the end, and a secret."""
        head = b"(?:" + b"|".join(self.trigger) + b")" + self.condition
        return tuple(map(re.compile, (head, self.begin, self.end, self.secret)))

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first of them."""
        return next(iter(self.find_all(data, start, end)), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        del end  # the line goes on
        head, begin, stop, secret = self.expressions
        if self.needs and not self._has_words(data, start):
            return
        if (trigger := head.match(data, start)) is None:
            return
        limit = data.find(b"\n", trigger.end(), trigger.end() + MAX_LINE_PART)
        limit = limit if limit >= 0 else min(len(data), trigger.end() + MAX_LINE_PART)
        first = begin.search(data, trigger.end(), limit)
        if first is None:
            return
        last = stop.search(data, first.end(), limit)
        limit = last.start() if last else limit
        for found in secret.finditer(data, first.end(), limit):
            yield found.span(found.lastindex or 0)

    def _has_words(self, data: bytes, start: int) -> bool:
        end = data.find(b"\n", start, start + MAX_LINE_PART)
        line = data[start : end if end >= 0 else start + MAX_LINE_PART].lower()
        return any(word in line for word in self.needs)


@dataclass(frozen=True, kw_only=True)
class BeforeRule(BaseRule):
    """Finds the secret before a trigger: group 1 of `before`, which ends where the trigger begins.

    It begins at most 128 bytes before, and right after the last `separator` there, if one is given.
    Where the trigger begins, `condition` has to match.
    """

    effort: int = 14
    quick_effort: ClassVar[int] = 2
    trigger: tuple[bytes, ...]
    condition: bytes = b""
    before: bytes
    separator: bytes = b""

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return self.trigger

    @property
    def starts_with(self) -> bytes:
        """See `BaseRule`."""
        return self.condition

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """What comes before the trigger, and what begins with it."""
        return re.compile(self.before + rb"\Z"), re.compile(self.condition)

    def begins_at(self, data: bytes, start: int, end: int) -> bool:
        """See `BaseRule`: most of these triggers are in every other line."""
        del end
        return self.expressions[1].match(data, start) is not None

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`."""
        del end
        before, _ = self.expressions
        first = max(0, start - 128)
        if self.separator:
            first = data.rfind(self.separator, first, start) + len(self.separator)
            found = before.match(data, first, start) if first > 0 else None
        else:
            found = before.search(data, first, start)
        return found.span(1) if found else None
