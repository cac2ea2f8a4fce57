"""What of the known values is searched for, and how much of the content belongs to a value.

To keep the literals few, only the shortest of those with a common beginning is searched for; where
it is found, the longest that matches counts. Base64 with and without padding, for example, is one.
Where only the beginning of a value is found, it may have been cut off or wrapped.
"""

from collections.abc import Iterable, Sequence

from support_packet.redaction.broken_values import Breakable
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.json_lines import STRUCTURAL
from support_packet.redaction.same_head import SameHead
from support_packet.redaction.spans import Found
from support_packet.redaction.values import MIN_DIGITS_WITHIN_NUMBER


class KnownValues:
    """All literals, and the values that may be cut off or wrapped.

    `literals` are in order. `heads` are those to search for; no head begins with another.
    """

    def __init__(self, literals: Sequence[bytes], breakable: Iterable[Breakable]) -> None:
        self._literals = known = frozenset(literals)
        starts: dict[bytes, list[Breakable]] = {}
        for value in breakable:
            starts.setdefault(value.head, []).append(value)
        heads: list[bytes] = []
        self.heads = heads
        # By the numbers of heads, only for heads with which other literals begin: their lengths.
        self._longer: dict[int, list[int]] = {}
        self._breakable: dict[int, SameHead] = {}
        # Two parts in order are merged sooner than they are sorted.
        others = sorted(starts.keys() - known)
        head: bytes | tuple[()] = ()
        number = -1
        for start in sorted([*literals, *others]):
            if not start.startswith(head):
                heads.append(head := start)
                number += 1
            elif start in known:
                self._longer.setdefault(number, []).append(len(start))
            if start in starts:
                self._breakable.setdefault(number, SameHead()).values.extend(starts[start])
        self._longer = {each: sorted({*some}, reverse=True) for each, some in self._longer.items()}
        self._is_structural: dict[bytes, bool] = {}

    def find(self, data: bytes, number: int, end: int) -> list[Found]:
        """Return what is known where the head with this `number` was found, which ends at `end`."""
        start = end - len(self.heads[number])
        found: list[Found] = []
        whole = 0
        if literal := self._longest(data, number, start):
            whole = len(literal)
            structural = self._may_be_structural(literal)
            found.append((start, start + whole, KNOWN_VALUE, structural))
        same_head = self._breakable.get(number)
        if same_head and same_head.longest > whole:
            for value in same_head.likely(data, start, end):
                if len(value.form) > whole:
                    pieces = value.pieces(data, start, end)
                    found += [(*piece, KNOWN_VALUE, False) for piece in pieces]
        return found

    def _longest(self, data: bytes, number: int, start: int) -> bytes:
        """Return the longest literal at `start`, where this head was found; empty if none is."""
        for length in self._longer.get(number, ()):
            literal = data[start : start + length]
            if literal in self._literals and not _is_within_number(data, start, literal):
                return literal
        head = self.heads[number]
        is_known = head in self._literals and not _is_within_number(data, start, head)
        return head if is_known else b""

    def _may_be_structural(self, literal: bytes) -> bool:
        """Return whether it may be more of a JSON document than the inside of a string."""
        known = self._is_structural.get(literal)
        if known is None:
            known = self._is_structural[literal] = bool(STRUCTURAL.fullmatch(literal))
        return known


def _is_within_number(data: bytes, start: int, literal: bytes) -> bool:
    if len(literal) >= MIN_DIGITS_WITHIN_NUMBER or not literal.isdigit():
        return False
    end = start + len(literal)
    return data[max(0, start - 1) : start].isdigit() or data[end : end + 1].isdigit()
