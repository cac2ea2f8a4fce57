"""What of the known values is searched for, and how much of the content belongs to a value.

The literals are few: of those that begin alike only the shortest is searched for, and where it is
found, the longest that is there counts. Base64 with and without padding, for example, is one.
Where a value begins that does not go on, it may have been cut off or wrapped.
"""

from collections.abc import Sequence

from support_packet.redaction.broken_values import Breakable
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.json_lines import STRUCTURAL
from support_packet.redaction.spans import Found

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
        self._lengths = list(map(len, self.heads))
        self._longest = [
            max((len(value.form) for value in values), default=0) for values in self._breakable
        ]

    def find(self, data: bytes, number: int, end: int) -> list[Found]:
        """Return what is known where the head with this `number` was found, which ends at `end`."""
        start = end - self._lengths[number]
        found: list[Found] = []
        whole = 0
        for literal in self._longer[number]:
            if not data.startswith(literal, start):
                continue
            is_structural = literal in self._structural
            # A number is structural, too.
            if not (is_structural and _is_within_number(data, start, literal)):
                whole = len(literal)
                found.append((start, start + whole, KNOWN_VALUE, is_structural))
                break
        for value in self._breakable[number] if whole < self._longest[number] else ():
            if len(value.form) > whole:
                found += [(*piece, KNOWN_VALUE, False) for piece in value.pieces(data, start, end)]
        return found


def _is_within_number(data: bytes, start: int, literal: bytes) -> bool:
    if len(literal) >= MIN_DIGITS_WITHIN_NUMBER or not literal.isdigit():
        return False
    end = start + len(literal)
    return data[max(0, start - 1) : start].isdigit() or data[end : end + 1].isdigit()
