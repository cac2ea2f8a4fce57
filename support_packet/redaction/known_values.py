"""What of the known values is searched for, and how much of the content belongs to a value.

The literals are few: of those that begin alike only the shortest is searched for, and where it is
found, the longest that is there counts. Base64 with and without padding, for example, is one.
Where a value begins that does not go on, it may have been cut off or wrapped.
"""

from collections.abc import Iterator, Sequence

from support_packet.redaction.broken_values import Breakable
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.json_lines import STRUCTURAL
from support_packet.redaction.spans import Span

MIN_DIGITS_WITHIN_NUMBER = 12
"""A number with fewer digits is not searched for within longer ones, where chance may put it."""


class KnownValues:
    """All literals, and the values that may be cut off or wrapped.

    `heads` are the literals to search for; no head begins with another.
    """

    def __init__(self, literals: Sequence[bytes], breakable: Sequence[Breakable]) -> None:
        self._literals = frozenset(literals)
        # They may be more of a JSON document than the inside of a string.
        self._structural = frozenset(filter(STRUCTURAL.fullmatch, literals))
        starts: dict[bytes, list[Breakable]] = {}
        for value in breakable:
            starts.setdefault(value.head, []).append(value)
        self.heads: list[bytes] = []
        self._longer: list[list[bytes]] = []
        self._breakable: list[list[Breakable]] = []
        for head in sorted({*literals, *starts}):
            if not self.heads or not head.startswith(self.heads[-1]):
                self.heads.append(head)
                self._longer.append([])
                self._breakable.append([])
            if head in self._literals:
                self._longer[-1].append(head)
            self._breakable[-1] += starts.get(head, ())
        for literals_of_head in self._longer:
            literals_of_head.sort(key=len, reverse=True)

    def find(self, data: bytes, number: int, end: int) -> Iterator[Span]:
        """Yield what is known where the head with this `number` was found, which ends at `end`."""
        start = end - len(self.heads[number])
        whole = 0
        for literal in self._longer[number]:
            if data.startswith(literal, start) and not _is_within_number(data, start, literal):
                whole = len(literal)
                yield Span(
                    start, start + whole, KNOWN_VALUE, structural=literal in self._structural
                )
                break
        for value in self._breakable[number]:
            if len(value.form) > whole:
                for piece in value.pieces(data, start, end):
                    yield Span(*piece, KNOWN_VALUE)


def _is_within_number(data: bytes, start: int, literal: bytes) -> bool:
    if len(literal) >= MIN_DIGITS_WITHIN_NUMBER or not literal.isdigit():
        return False
    end = start + len(literal)
    return data[max(0, start - 1) : start].isdigit() or data[end : end + 1].isdigit()
