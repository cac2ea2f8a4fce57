"""Known values of which all forms are searched for as they are."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain

from support_packet.redaction.broken_values import breakable
from support_packet.redaction.folding import FoldedValues
from support_packet.redaction.known_values import KnownValues
from support_packet.redaction.spans import Found
from support_packet.redaction.values import foldable_forms, forms


class FewValues:
    """Values in all their forms, `literals`, and what of them is searched for, `beginnings`.

    Wherever a value is, whole, cut off, wrapped or folded, one of the beginnings is. Each has a
    number: its place among them.
    """

    def __init__(self, values: Collection[str]) -> None:
        self.literals = sorted(set(chain.from_iterable(map(forms, values))))
        self._known = KnownValues(self.literals, chain.from_iterable(map(breakable, values)))
        self._folded = FoldedValues(set(chain.from_iterable(map(foldable_forms, values))))
        self.beginnings = [*self._known.heads, *self._folded.literals]
        self.several_lines = [form for form in self.literals if b"\n" in form]
        self.most_bytes = max(map(len, self.literals), default=0)
        self.most_folded_bytes = self._folded.max_bytes

    def length_of(self, number: int) -> int:
        """Return how many bytes the beginning with this number has."""
        return len(self.beginnings[number])

    def number_of(self, beginning: bytes, *, folded: bool) -> int:
        """Return the number of a beginning of one of these values.

        Of one that is not `folded` it may be that of a shorter one, with which it begins.
        """
        if folded:
            return self.first_folded + self._number_of_folded[beginning]
        return bisect_right(self._known.heads, beginning) - 1

    def found_at(self, data: bytes, number: int, end: int) -> list[Found]:
        """Return what is known where the beginning with this number ends, at `end`."""
        folded = number - self.first_folded
        if folded < 0:
            return self._known.find(data, number, end)
        return list(self._folded.find_at(data, folded, end))

    def find_folded(self, data: bytes) -> Iterator[Found]:
        """Yield the values in `data` that are folded."""
        return self._folded.find(data)

    @cached_property
    def _number_of_folded(self) -> dict[bytes, int]:
        return {beginning: number for number, beginning in enumerate(self._folded.literals)}

    @cached_property
    def first_folded(self) -> int:
        """The number of the first beginning of what is folded."""
        return len(self._known.heads)
