"""A rule for the values below the name of a column, in tables and CSV of any program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from support_packet.redaction.rules.next_lines_rule import NextLinesRule

_MAX_LINE = 1024
MAX_ROWS = 6
"""So many rows are looked at: content is not cut between these and the names."""

_SEPARATORS = (b"|", b"\xe2\x94\x82", b"\t", b"\\t", b";", b",")
_SPACES = re.compile(rb"[ ]{2,}")
# A name of up to four words, in quotes or not.
_NAME = re.compile(rb"[ ]*[\"']?[\w#./%()-]{1,48}(?:[ ][\w#./%()-]{1,32}){0,3}[\"']?[ ]*\r?")
_NOTHING = re.compile(rb"[ ]*\r?")
_RULER = re.compile(rb"[ ]*(?:[-+|=: ]|\xe2[\x94-\x95][\x80-\xbf]){3,}\r?")
_PADDING = b" \"'\r"


@dataclass(frozen=True, kw_only=True)
class ColumnsRule(NextLinesRule):
    """Finds the values below a name that stands alone in a column, if they look like `value`.

    The line of the name consists of names, and those below it have as many columns. Lines may be
    those of a text of JSON.
    """

    value: bytes
    then: bytes = b""
    within_line: bool = True
    lines: int = MAX_ROWS + 1

    @cached_property
    def looks(self) -> re.Pattern[bytes]:
        """What a value begins with."""
        return re.compile(self.value)

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        del end
        if self.trigger_at(data, start) is None:
            return
        last = data.find(b"\n", start, start + _MAX_LINE)
        first = data.rfind(b"\n", max(0, start - _MAX_LINE), start) + 1
        ending = b"\n"
        if last < 0 or data.find(b"\\n", start, last) >= 0:
            ending = b"\\n"
            last = data.find(ending, start, start + _MAX_LINE)
            first = max(first, data.rfind(b'"', first, start) + 1, data.rfind(ending, first, start) + 2)
        if last < 0:
            return
        header = data[first:last]
        for separator in _SEPARATORS:
            if separator in header:
                break
        else:
            separator = b""
        names = _fields(header, 0, separator)
        index = next((i for i, (a, b) in enumerate(names) if first+a <= start < first+b), None)
        if len(names) < 2 or index is None or not _are_names(header, names):
            return
        yield from self._below(data, last + len(ending), ending, separator, len(names), index)

    def _below(self, data: bytes, place: int, ending: bytes, separator: bytes, count: int, index: int):
        for _ in range(MAX_ROWS):
            last = data.find(ending, place, place + _MAX_LINE)
            if last < 0:
                last = min(len(data), place+_MAX_LINE)
                quote = data.find(b'"', place, last) if ending != b"\n" else -1
                if quote>=0: last=quote
            row = data[place:last]
            if not _RULER.fullmatch(row):
                fields = _fields(row, place, separator)
                if len(fields) != count:
                    return
                first, stop = fields[index]
                value = data[first:stop]
                first += len(value) - len(value.lstrip(_PADDING))
                stop -= len(value) - len(value.rstrip(_PADDING))
                if first < stop and self.looks.match(data, first, stop):
                    yield first, stop
            place = last + len(ending)
            if place >= len(data): return


def _fields(line: bytes, shift: int, separator: bytes) -> list[tuple[int, int]]:
    """Return the bounds of the fields of a line, counted from `shift`."""
    bounds = []
    place = 0
    if separator:
        for field in line.split(separator):
            bounds.append((shift + place, shift + place + len(field)))
            place += len(field) + len(separator)
        return bounds
    begin = len(line)-len(line.lstrip(b" "))
    place = begin
    for gap in _SPACES.finditer(line, begin):
        bounds.append((shift+place, shift+gap.start()))
        place = gap.end()
    if place < len(line): bounds.append((shift+place, shift+len(line)))
    return bounds


def _are_names(header: bytes, fields: list[tuple[int, int]]) -> bool:
    return all(
        _NAME.fullmatch(header, *bounds) or ((i in (0, len(fields) - 1)) and _NOTHING.fullmatch(header, *bounds))
        for i, bounds in enumerate(fields)
    )
