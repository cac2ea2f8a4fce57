"""Thousands of known values: the forms of each are made when something may be one of them."""

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from support_packet.process.memory import give_back_memory
from support_packet.redaction.few_values import FewValues
from support_packet.redaction.spans import Found
from support_packet.redaction.values import MAX_LITERAL_BYTES, MIN_CHARACTERS, forms
from support_packet.redaction.window_search import Place, SharedWindow, WindowSearch
from support_packet.redaction.windows import beginnings, endings, run_of

MANY_VALUES = 256
MANY_LITERALS = 8192
"""With more values, or more literals, hyperscan takes long to compile them."""

_NUMBERS = 2**40
"""More than there are beginnings of all values together."""

MAX_KEPT = 6
"""For how many sets of values what searches for them is kept for later packets."""


class ManyValues:
    """Values as `FewValues` has them: what is needed of one is made when it is met."""

    most_bytes = MAX_LITERAL_BYTES

    def __init__(self, values: Sequence[str]) -> None:
        self.values = values
        # Those with the same windows, together.
        self._groups: list[FewValues] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._lock = threading.Lock()
        self._beginnings: dict[bytes, SharedWindow] = {}
        self._windows = WindowSearch(map(self._windows_of, range(len(values))))
        self.count = (self._windows.count + len(values)) * _NUMBERS
        others = [*self._groups]
        self.most_folded_bytes = max((each.most_folded_bytes for each in others), default=0)
        self.several_lines = [*chain.from_iterable(each.several_lines for each in others)]

    @cached_property
    def literals(self) -> list[bytes]:
        """All forms, in order: making them takes long."""
        return sorted(set(chain.from_iterable(map(forms, self.values))))

    def length_of(self, number: int) -> int:
        """Return how many bytes the beginning with this number has."""
        group, own = divmod(number, _NUMBERS)
        return self._groups[group].length_of(own)

    def find(self, data: bytes, most: int) -> list[Place] | None:
        """Return all beginnings in `data`, in the order of their ends; `None` if more than `most`.

        Their numbers are below `count`.
        """
        found: list[Place] = []
        for place in self._each(data):
            found.append(place)
            if len(found) > most:
                return None
        found.sort(key=lambda place: place[2])
        return found

    def found_at(self, data: bytes, number: int, end: int) -> list[Found]:
        """Return what is known where the beginning with this number ends, at `end`."""
        group, own = divmod(number, _NUMBERS)
        return self._groups[group].found_at(data, own, end)

    def find_folded(self, data: bytes) -> Iterator[Found]:
        """Yield the values in `data` that are folded."""
        if not self.most_folded_bytes:
            return
        for number, _, end in self._each(data):
            group, own = divmod(number, _NUMBERS)
            if own >= self._groups[group].first_folded:
                yield from self._groups[group].found_at(data, own, end)

    def _each(self, data: bytes) -> Iterator[Place]:
        for window, start in self._windows.each(data):
            yield from (self._beginnings.get(window) or self._with(window)).at(data, start)

    def _with(self, window: bytes) -> SharedWindow:
        """Return the beginnings of values that `window` is in."""
        values = tuple(self._windows.values_with(window))
        group = self._number_of(values)
        together = self._groups[group]
        texts: set[tuple[bytes, int, int]] = set()
        for value in values:
            alone = self._groups[self._number_of((value,))]
            for own, beginning in enumerate(alone.beginnings):
                offset = beginning.find(window)
                if offset >= 0:
                    folded = own >= alone.first_folded
                    number = together.number_of(beginning, folded=folded)
                    text = together.beginnings[number]
                    texts.add((text, group * _NUMBERS + number, offset))
        self._beginnings[window] = shared = SharedWindow(texts)
        return shared

    def _number_of(self, values: tuple[int, ...]) -> int:
        """Return the number of the group of these values, which is made when it is first met."""
        with self._lock:
            number = self._numbers.get(values)
            if number is None:
                self._groups.append(FewValues([self.values[value] for value in values]))
                number = self._numbers[values] = len(self._groups) - 1
        return number

    def _windows_of(self, value: int) -> set[bytes]:
        if run := run_of(self.values[value]):
            return beginnings(run)
        known = self._groups[self._number_of((value,))]
        return {beginning[:MIN_CHARACTERS] for beginning in known.beginnings}


class ManyForms:
    """The forms of the same values for the last check, which finds them by other windows."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values
        self._forms: dict[bytes, SharedWindow] = {}
        self.edge = 0
        self._windows = WindowSearch(map(self._windows_of, values))
        give_back_memory()

    def each(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield from where to where a form is in `data`; there may be a longer one around it."""
        for window, place in self._windows.each(data):
            shared = self._forms.get(window) or self._with(window)
            for _, start, end in shared.at(data, place):
                yield start, end

    def finds_all(self) -> bool:
        """Return whether the automaton finds all that it was made of."""
        return self._windows.finds_all()

    def _with(self, window: bytes) -> SharedWindow:
        """Return the forms of values that `window` is in."""
        every = {
            form
            for value in self._windows.values_with(window)
            for form in forms(self._values[value])
        }
        texts = ((form, 0, form.find(window)) for form in every if window in form)
        self._forms[window] = shared = SharedWindow(texts)
        return shared

    def _windows_of(self, value: str) -> set[bytes]:
        if run := run_of(value):
            return endings(run)
        every = forms(value)
        self.edge = max([self.edge, *(len(form) - 1 for form in every if b"\n" in form)])
        return {form[-MIN_CHARACTERS:] for form in every}


KnownForms = FewValues | ManyValues


@lru_cache(maxsize=MAX_KEPT)
def known_forms(values: tuple[str, ...]) -> KnownForms:
    """Return how these values are searched for, made now or for an earlier packet."""
    if len(values) <= MANY_VALUES:
        few = FewValues(values)
        if len(few.beginnings) <= MANY_LITERALS:
            return few
    return ManyValues(values)
