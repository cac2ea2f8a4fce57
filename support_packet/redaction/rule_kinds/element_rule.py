"""A rule for values within elements of XML, found by the tag that closes them."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from support_packet.redaction.rule_kinds.base import BaseRule

_MAX_VALUE = 4096
_MAX_TAG = 64

_OPENED = re.compile(rb"(?:>|\\{1,7}u003[eE]|&gt;|%3[eE])(?:<!\[CDATA\[)?")
"""The end of the tag that opens the element."""

_OPENED_BY = (b">", b"&gt;", b"%3e", b"%3E")

_CLOSES = re.compile(
    rb"(?:\]\]>)?(?:<|\\{1,7}u003[cC]|&lt;|%3[cC])(?:\\{0,7}/|%2[fF])"  # `</`
    rb"[\w.:-]{0,48}\Z"  # the beginning of the name
)
# Plain, in careful JSON, in HTML, in URLs.
_ENDS = rb"(?:>|\\{1,7}u003[eE]|&gt;|%3[eE])"


@dataclass(frozen=True, kw_only=True)
class ElementRule(BaseRule):
    """Finds the value of an element whose name ends with `name`, if it looks like `value`."""

    effort: int = 16
    quick_effort: ClassVar[int] = 2
    name: bytes
    value: bytes
    mark: bytes

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return (self.mark,)

    @property
    def starts_with(self) -> bytes:
        """See `BaseRule`."""
        return self.name + _ENDS

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """The name in the tag that closes the element, and the beginning of the value."""
        return re.compile(self.name + _ENDS), re.compile(self.value)

    def begins_at(self, data: bytes, start: int, end: int) -> bool:
        """See `BaseRule`: most hits are in other notations."""
        return self.expressions[0].match(data, start, end + _MAX_TAG) is not None

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`; what was found is the name in either tag, and a mark."""
        del end
        line = data.rfind(b"\n", max(0, start - _MAX_TAG), start) + 1
        closes = _CLOSES.search(data, max(line, start - _MAX_TAG), start)
        if closes is None:
            return None
        last = closes.start()
        first = max(0, last - _MAX_VALUE)
        first = max(first, data.rfind(b"\n", first, last) + 1)
        opened = _last_opened(data, first, last)
        if (
            opened is None
            or opened.end() == last
            or not self.expressions[1].match(data, opened.end(), last)
        ):
            return None
        return opened.end(), last


def _last_opened(data: bytes, first: int, last: int) -> re.Match[bytes] | None:
    """Return the last end of a tag that opens an element."""
    # From the right: there may be a thousand of them.
    places = [data.rfind(mark, first, last) for mark in _OPENED_BY]
    escaped = max(data.rfind(mark, first, last) for mark in (b"u003e", b"u003E"))
    if data.startswith(b"\\", escaped - 1):
        places.append(escaped - 1)
    return max(_OPENED.finditer(data, max(first, *places), last), key=re.Match.start, default=None)
