"""A rule for the values below the name of a column, in tables and CSV of any program."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_EFFORT_OF_ROWS = 240
_MAX_LINE = 1024
_MAX_ROWS = 4
"""So many rows, a ruler among them, are looked at: content is not cut before them."""
_MAX_COLUMNS = 24
"""Wider tables are not looked at: each name in one would cost as much as all of its rows."""

_SEPARATORS = (b"|", b"\xe2\x94\x82", b"\t", b"\\t", b";", b",")
_OF_CSV = {
    mark: re.compile(
        # In quotes, which may hold the mark, or not.
        rb"(?:\A|(?<=%b))(?:\"(?>(?:[^\"]|\"\"){0,512})\"(?=%b|\Z)|[^%b]*)" % ((mark,) * 3)
    )
    for mark in (b",", b";", b"\t")
}
_GAP = re.compile(rb"[ ]{2,}")
_PADDING = b" \"'\r\\"
# A name of up to four words, in quotes or not.
_NAME = re.compile(
    # The first word.
    rb"[ ]*\\*[\"']?[\w\x80-\xff#./%()-]{1,48}"
    rb"(?: [\w\x80-\xff#./%()-]{1,32}){0,3}\\*[\"']?[ ]*\r?"  # more words
)
_EMPTY = re.compile(rb"[ ]*\r?")
# A line of hyphens and bars.
_RULER = re.compile(rb"[ #]*(?:[-+|=: ]|\xe2[\x94-\x95][\x80-\xbf]){3,}\\*\r?")

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """One of `count` columns of a table whose first row begins at `rows`."""

    rows: int
    line_end: bytes
    separator: bytes
    count: int
    index: int


@dataclass(frozen=True, kw_only=True)
class ColumnsRule(NextLinesRule):
    """Finds the values below a name that is alone in a column, if they look like `value`.

    The line of the name consists of names, and those below it have as many columns. Lines may be
    those of a text of JSON.
    """

    value: bytes
    then: bytes = b""
    within_line: bool = True
    lines: int = _MAX_ROWS
    effort: int = 16
    quick_effort: ClassVar[int] = 3

    @cached_property
    def effort_of_asking(self) -> int:
        """See `BaseRule`: where there are columns."""
        return super().effort_of_asking + _EFFORT_OF_ROWS

    @cached_property
    def looks(self) -> re.Pattern[bytes]:
        """What a value begins with."""
        return re.compile(self.value)

    def find_all(self, data: bytes, start: int, end: int) -> Iterable[Bounds] | None:
        """See `BaseRule`."""
        del end  # the trigger is longer than what the detector found
        if not self.expressions[0].match(data, start):
            return None
        if not self._is_after(data, start) or (column := _column_at(data, start)) is None:
            return ()
        values = _values(data, column)
        return [(first, last) for first, last in values if self.looks.match(data, first, last)]


def _column_at(data: bytes, start: int) -> _Column | None:
    """Return the column whose name is, or ends with, what begins at `start`; `None` if none is."""
    last = data.find(b"\n", start, start + _MAX_LINE)
    first = data.rfind(b"\n", max(0, start - _MAX_LINE), start) + 1 or max(0, start - _MAX_LINE)
    line_end = b"\n"
    if last < 0 or data.find(b"\\n", start, last) >= 0:
        line_end = b"\\n"
        last = data.find(line_end, start, start + _MAX_LINE)
        before = max(data.rfind(b'"', first, start) + 1, data.rfind(line_end, first, start) + 2)
        first = max(first, before)
    if last < 0:
        return None
    names = data[first:last]
    separator = next((each for each in _SEPARATORS if each in names), b"")
    if separator and names.count(separator) >= _MAX_COLUMNS:
        return None
    fields = _fields(names, separator)
    here = start - first
    index = next((i for i, (begin, stop) in enumerate(fields) if begin <= here < stop), None)
    if index is None or len(fields) == 1 or not _are_names(names, fields):
        return None
    return _Column(last + len(line_end), line_end, separator, len(fields), index)


def _values(data: bytes, column: _Column) -> Iterator[Bounds]:
    """Yield the values in the first rows of a column."""
    place = column.rows
    for _ in range(_MAX_ROWS):
        last = _row_end(data, place, column.line_end)
        row = data[place:last]
        if not _RULER.fullmatch(row):
            fields = _fields(row, column.separator)
            if len(fields) != column.count:
                return
            begin, stop = fields[column.index]
            field = row[begin:stop]
            begin += len(field) - len(field.lstrip(_PADDING))
            stop -= len(field) - len(field.rstrip(_PADDING))
            if begin < stop:
                yield place + begin, place + stop
        place = last + len(column.line_end)


def _row_end(data: bytes, place: int, line_end: bytes) -> int:
    """Return where a row ends, at the latest with the text of JSON that it is in."""
    limit = place + _MAX_LINE
    if line_end != b"\n":
        line = data.find(b"\n", place, limit)
        limit = line if line >= 0 else limit
    last = data.find(line_end, place, limit)
    if last < 0 and line_end != b"\n":
        last = data.find(b'"', place, limit)
    return last if last >= 0 else min(len(data), limit)


def _fields(line: bytes, separator: bytes) -> list[Bounds]:
    """Return the bounds of the fields of a line, which two spaces separate if nothing else does."""
    if not separator:
        begin = len(line) - len(line.lstrip(b" "))
        gaps = [gap.span() for gap in _GAP.finditer(line, begin, len(line.rstrip()))]
        starts = [begin, *(stop for _, stop in gaps)]
        return list(zip(starts, [*(start for start, _ in gaps), len(line)], strict=True))
    if separator in _OF_CSV and b'"' in line:
        return [field.span() for field in _OF_CSV[separator].finditer(line)]
    bounds, place = [], 0
    for field in line.split(separator):
        bounds.append((place, place + len(field)))
        place += len(field) + len(separator)
    return bounds


def _are_names(line: bytes, fields: list[Bounds]) -> bool:
    """Whether all fields are names.

    The last may be empty, next to a frame, and the first may have what a log writes before it.
    """
    last = len(fields) - 1
    return all(
        _NAME.fullmatch(line, *bounds) or (place == last and _EMPTY.fullmatch(line, *bounds))
        for place, bounds in enumerate(fields)
        if place
    )
