"""Passwords and tokens among the values of an `INSERT`, by the names of their columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from support_packet.redaction.rules.fragments import ANY_NAME, NOT_A_PASSWORD, run_of
from support_packet.redaction.rules.line_rule import LineRule
from support_packet.secret_words import SHORT_COLUMNS

_MAX_LINE = 16 * 1024
_MAX_DEPTH = 4
"""More parentheses than calls among the values have."""

_COLUMNS = re.compile(
    # The table, in quotes of any kind, and the names of its columns.
    rb"[\w.\"`\\\[\]]{1,128} ?\(([^()\n]{3,2048})\)"
    # What may stand before the values.
    rb"[^()\n]{0,96}?\b(?i:values) ?(?=\()"
)

# Short ones stand alone, or after a mark.
_NAMED = re.compile(rb".*(?:" + ANY_NAME + rb"|" + SHORT_COLUMNS + rb")\Z")

_TOKEN = re.compile(
    # A text in quotes, in which they are doubled or escaped.
    rb"'(" + run_of(rb"[^'\\\n]++", rb"''", rb"\\[^\n]") + rb")'"
    rb"|\"(" + run_of(rb"[^\"\\\n]++", rb"\\[^\n]") + rb")\""
    # A text in quotes of JSON, a mark, anything else.
    rb"|\\{1,3}[\"']([^\"'\\\n]*+)\\{1,3}[\"']|[(),;]|[^'\"(),;\\\n]++|[\\'\"]"
)

_MASKABLE = re.compile(NOT_A_PASSWORD + rb"[^\s]")


@dataclass(frozen=True, kw_only=True)
class InsertRule(LineRule):
    """Finds the texts in columns whose names end with that of a secret, on a statement's line."""

    effort: int = 12
    secret: bytes = b""

    @property
    def covers_line(self) -> bool:
        """See `BaseRule`: there may be other statements on the line."""
        return False

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        del start  # the columns come after what was found
        limit = data.find(b"\n", end, end + _MAX_LINE)
        limit = limit if limit >= 0 else min(len(data), end + _MAX_LINE)
        columns = _COLUMNS.match(data, end, limit)
        if columns is None:
            return
        names = [name.strip(b" \t`\"'[]\\") for name in columns[1].split(b",")]
        secret = [number for number, name in enumerate(names) if _NAMED.match(name)]
        if secret:
            yield from _texts(data, columns.end(), limit, frozenset(secret))


def _texts(
    data: bytes, start: int, limit: int, columns: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield the texts of all rows from `start` on that stand in `columns`."""
    depth = column = 0
    for token in _TOKEN.finditer(data, start, limit):
        if token.lastindex:
            first, last = token.span(token.lastindex)
            if depth and column in columns and _MASKABLE.match(data, first, last):
                yield first, last
            continue
        mark = token[0]
        if mark == b"(":
            depth, column = depth + 1, column if depth else 0
            if depth > _MAX_DEPTH:
                return
        elif mark == b")":
            depth -= 1
        elif depth == 1 and mark == b",":
            column += 1
        elif not depth and mark.strip(b" \t,"):
            return


RULES = (
    InsertRule(
        id="secret-in-inserted-row",
        kind="password",
        finds="Passwords and tokens in the rows of an `INSERT`, by the names of their columns",
        # How the statement begins.
        trigger=(rb"(?i:insert into |replace into |insert ignore into )",),
        examples=(
            "INSERT INTO t(user,password,x) VALUES ('mm','«River26!»',10),('b','«c d»',1)",
            '"INSERT INTO \\"Users\\" (\\"Id\\",\\"Pwd\\") VALUES (\\"1\\",\\"«hunter2»\\")"',
            "insert into t (id, api_token) values (uuid('a,b'), crypt('«it''s»', gen_salt(8)));",
        ),
        counter_examples=(
            "INSERT INTO t (username, password) VALUES ($1, $2), (?, ?), (:user, 'NULL')",
            "INSERT INTO t (name, x) VALUES ('password', 'hunter2')",
        ),
    ),
)
