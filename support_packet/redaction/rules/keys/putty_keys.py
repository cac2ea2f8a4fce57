"""Private keys of PuTTY, on their own lines or behind what a log puts before each line.

The key says how many lines it has, so that also its short last line is known for one.
"""

import re
from collections.abc import Iterator

from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.keys.prefixed_keys import line_like
from support_packet.redaction.rules.keys.private_keys import MAX_KEY_BYTES

HEADER = b"Private-Lines: "
_MAC = b"Private-MAC: "
"""What proves that nothing of the key was changed."""

_LINE_BYTES = 1024
_OTHER_LINES = 4
"""So many lines of other programs may be between those of a key."""

# No sentence goes on.
_NUMBER = re.compile(rb"[0-9]{1,3}(?![0-9A-Za-z.,;: ])")
_DIGEST = re.compile(_MAC + rb"([0-9a-f]{2,})")


class LoggedPuttyKeyRule(NextLinesRule):
    """The rule for keys behind a prefix; it finds them by the number of their private lines."""

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        del end  # the number and the line go on
        number = _NUMBER.match(data, start + len(HEADER))
        first = data.find(b"\n", start, start + _LINE_BYTES) + 1
        lines = int(number[0]) if number else 0
        if not number or not lines or not first:
            return
        limit = _end_of_key(data, first, lines)
        line = max(0, start - _LINE_BYTES, data.rfind(b"\n", 0, start) + 1)
        prefix, after = data[line:start], data[number.end() : number.end() + 1]
        if not prefix.strip() and after in (b"\r", b"\n"):
            return
        expression = line_like(prefix, after)
        for count, found in enumerate(expression.finditer(data, first, limit)):
            if count < lines:
                yield found.span(1)
        if digest := _DIGEST.search(data, first, limit):
            yield digest.span(1)


def open_putty_key(data: bytes, end: int) -> int | None:
    """Return the start of the line that says how many lines follow, if some may follow `end`."""
    header = data.rfind(HEADER, max(0, end - MAX_KEY_BYTES), end)
    if header < 0 or data.find(_MAC, header, end) >= 0:
        return None
    return data.rfind(b"\n", 0, header) + 1


def _end_of_key(data: bytes, first: int, lines: int) -> int:
    """Return where a key ends at the latest whose first line begins at `first`."""
    limit = min(len(data), first + MAX_KEY_BYTES)
    other = data.find(HEADER, first, limit)
    limit = other if other >= 0 else limit
    for _ in range(lines + 1 + _OTHER_LINES):
        line_end = data.find(b"\n", first, limit) + 1
        if not line_end:
            return limit
        first = line_end
    return first


_EXAMPLE_MAC = "Private-MAC: «a1b2c3»\n"

RULES = (
    NextLinesRule(
        id="putty-key",
        kind="private key",
        finds="The private lines of a key of PuTTY",
        detector=(HEADER,),
        # How many lines there are.
        trigger=HEADER + rb"[0-9]{1,3}\r?\n",
        then=(
            rb"([A-Za-z0-9+/]{16,}={0,2})"
            # The other lines.
            + rb"(?:\r?\n([A-Za-z0-9+/]{2,}={0,2})(?=\r?(?:\n|\Z)))?" * 40
        )
        # What proves that nothing was changed.
        + rb"(?:\r?\nPrivate-MAC: ([0-9a-f]{2,}))?",
        lines=42,
        examples=(
            "Private-Lines: 1\n«B3J1cw55AVJbVdb9v1gT»\nPrivate-MAC: «0011»\n",
            "Private-Lines: 2\n«B3J1cw55AVJbVdb9v1gT»\n«kN==»\n",
        ),
        counter_examples=(
            "Public-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\n",
            "Private-Lines: 0\nPrivate-MAC: 00\n",
        ),
    ),
    LoggedPuttyKeyRule(
        id="putty-key-in-lines",
        within_line=True,
        kind="private key",
        finds="The same if each line is one of a log, or comes after a prefix",
        detector=(HEADER,),
        effort=20,
        trigger=HEADER + rb"[0-9]{1,3}",
        then=b"",
        lines=43,
        examples=(
            f'{{"m":"Private-Lines: 1"}}\n{{"m":"«{"AAABAQCk3h" * 4}»"}}\n',
            f"1 x: Private-Lines: 2\n2 x: «{'AAABAQCk3h' * 5}»\n3 x: «kN==»\n4 x: {_EXAMPLE_MAC}",
        ),
        counter_examples=(
            'Private-Lines: 3 are missing\nfound 2 lines\n{"m":"Private-Lines: 0"}\n{"m":"AAAB"}\n',
            f"x: Public-Lines: 1\nx: {'AAABAQCk3h' * 4}\n",
        ),
    ),
)
