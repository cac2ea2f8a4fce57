"""A rule for the values that SQL inserts into columns which are named like secrets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.redaction.expressions.bound_lists import LIST, LIST_ENDS, PLACEHOLDER
from support_packet.redaction.expressions.fragments import ANY_NAME, run_of
from support_packet.redaction.expressions.tables_of_secrets import TOKEN
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.secret_words import ENDINGS_OF_COLUMNS, SHORT_COLUMNS

INTO = rb"(?i:insert into|replace into|ignore into)"
"""What SQL begins with that stores new rows; what hyperscan looks for."""

_MAX_BYTES = 8 * 1024
"""So much of a statement is read."""

_MAX_ROWS = 64
_HEAD = re.compile(
    INTO
    + rb"[ ]([\w.\"`\\\[\]]{1,128}) ?"  # the table
    + rb"\(([^()\n]{1,1024})\)"  # the columns
    # The rows.
    + rb"[^\n(]{0,64}?(?i:values?) ?(?=\()"
)
_SECRET_COLUMN = re.compile(
    # Maybe what of it is stored.
    rb"(?:" + ANY_NAME + rb"(?:_?(?:hash|digest|value|encrypted))?|" + SHORT_COLUMNS + rb")\Z"
)
_OF_TABLES = (
    (re.compile(rb"(?i:token|secret)"), b"key"),
    (re.compile(rb"(?i:\bteams\b)"), b"inviteid"),
    (re.compile(rb"(?i:oauthauthdata)"), b"code"),
    (re.compile(rb"(?i:pluginkeyvaluestore)"), b"pvalue"),
)
"""Columns that are secret in some tables, and whose names say little."""
_VALUE = re.compile(
    # A text, maybe of another character set, and its type.
    rb"\s{0,4}(?:[A-Za-z_]\w{0,15} ?)?'("
    + run_of(rb"[^'\\\n]++", rb"''", rb"\\[^\n]")
    + rb")'[^,()\n]{0,64}"
    # The same in MySQL.
    + rb"|\s{0,4}\\{0,3}\"("
    + run_of(rb"[^\"\\\n]++", rb"\"\"", rb"\\[^\n\"]")
    + rb")\\{0,3}\""
    + rb"|\s{0,4}([^\s,()'\"][^,()'\n]*+)"  # anything else
    + rb"(?:\([^()\n]{0,256}\)[^,()\n]{0,64})?"  # with the arguments of a call
)
_NEXT_ROW = re.compile(rb"\),\s{0,2}")
_BARE = re.compile(rb"(?=[^\s]{0,64}[0-9])(?=[^\s]{0,64}[A-Za-z])[A-Za-z0-9+/=_.$!-]{12,}")
"""Letters and digits without quotes, as Laravel's errors show values."""


_BOUND = re.compile(rb"\(\s?" + PLACEHOLDER)
_LIST, _LIST_ENDS, _TOKEN = re.compile(LIST), re.compile(LIST_ENDS), re.compile(TOKEN)


@dataclass(frozen=True, kw_only=True)
class InsertRule(BaseRule):
    """Finds the texts of such columns, in each of the rows.

    Of values that are bound to the statement, on its line, all that look like tokens.
    """

    effort: int = 20

    @property
    def reads_line(self) -> bool:
        """See `BaseRule`."""
        return True

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return (INTO,)

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first of them."""
        return next(iter(self.find_all(data, start, end)), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterable[tuple[int, int]]:
        """See `BaseRule`."""
        del end  # the statement goes on
        head = _HEAD.match(data, start)
        if head is None:
            return ()
        secret = _secret_columns(head[1], head[2])
        if not secret:
            return ()
        if _BOUND.match(data, head.end()):
            return _bound_values(data, head.end())
        return _texts_in_rows(data, head.end(), secret)


def _secret_columns(table: bytes, columns: bytes) -> set[int]:
    """Return the places of the columns of secrets among all `columns`."""
    names = [name.strip(b' "`\\[]') for name in columns.split(b",")]
    keys = [name for known, name in _OF_TABLES if known.search(table)]
    return {
        place
        for place, name in enumerate(names)
        if (name.lower().endswith(ENDINGS_OF_COLUMNS) and _SECRET_COLUMN.search(name))
        or name.lower() in keys
    }


def _bound_values(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield what looks like a token in the list of values after the statement."""
    end = min(len(data), start + _MAX_BYTES)
    line = data.find(b"\n", start, end)
    end = line if line >= 0 else end
    begins = _LIST.search(data, start, end)
    if begins is None:
        return
    last = _LIST_ENDS.search(data, begins.end(), end)
    yield from (
        found.span() for found in _TOKEN.finditer(data, begins.end(), last.start() if last else end)
    )


def _texts_in_rows(data: bytes, start: int, secret: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the texts in the `secret` columns of the rows that begin at `start`."""
    end = min(len(data), start + _MAX_BYTES)
    for _ in range(_MAX_ROWS):
        if data[start : start + 1] != b"(":
            return
        column = 0
        while found := _VALUE.match(data, start + 1, end):
            if column in secret:
                yield from _text(found)
            start, column = found.end(), column + 1
            if data[start : start + 1] != b",":
                break
        else:
            return
        after = _NEXT_ROW.match(data, start)
        if after is None:
            return
        start = after.end()


def _text(found: re.Match[bytes]) -> Iterator[tuple[int, int]]:
    if found[1] or found[2] or (found[3] and _BARE.fullmatch(found[3])):
        yield found.span(found.lastindex or 0)
