"""Thousands of known values: the forms of each are made when something may be one of them."""

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, count

from support_packet.process.memory import give_back_memory
from support_packet.redaction.few_values import FewValues
from support_packet.redaction.spans import Found
from support_packet.redaction.values import MIN_CHARACTERS, forms
from support_packet.redaction.window_search import Place, SharedWindow, WindowSearch
from support_packet.redaction.windows import beginnings, endings, is_simple

MANY_VALUES = 256
MANY_LITERALS = 8192
"""With more values, or more literals, hyperscan takes long to compile them."""

_NUMBERS = 2**20
"""How many numbers there are for the beginnings of each value."""

_MAX_KEPT = 6


class ManyValues:
    """Values as `FewValues` has them: what is needed of one is made when it is met."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = values
        # Those with the same windows, together.
        self._groups: list[FewValues] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._lock = threading.Lock()
        self._beginnings: dict[bytes, tuple[SharedWindow, SharedWindow]] = {}
        self._windows = WindowSearch(map(self._windows_of, range(len(values))))
        self.count = (self._windows.count + len(values)) * _NUMBERS
        others = [*self._groups]
        # All simple values have the same forms: those of the longest one are the longest.
        longest = max(filter(is_simple, values), key=len, default="")
        self.most_bytes = max(each.most_bytes for each in (*others, FewValues((longest,))))
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
        for window, start, end in self._windows.each(data):
            for beginnings_with_it in self._beginnings.get(window) or self._with(window):
                yield from beginnings_with_it.at(data, start, end)

    def _with(self, window: bytes) -> tuple[SharedWindow, SharedWindow]:
        """Return the beginnings of values that begin, and those that end, with `window`."""
        group = self._number_of(tuple(self._windows.values_with(window)))
        some = self._groups[group].beginnings
        numbered = list(zip(some, count(group * _NUMBERS)))
        begin = [each for each in numbered if each[0].startswith(window)]
        end = [
            each for each in numbered if each[0].endswith(window) and not each[0].startswith(window)
        ]
        self._beginnings[window] = both = SharedWindow(begin), SharedWindow(end, by_end=True)
        return both

    def _number_of(self, values: tuple[int, ...]) -> int:
        """Return the number of the group of these values, which is made when it is first met."""
        with self._lock:
            number = self._numbers.get(values)
            if number is None:
                self._groups.append(FewValues([self.values[value] for value in values]))
                number = self._numbers[values] = len(self._groups) - 1
        return number

    def _windows_of(self, value: int) -> set[bytes]:
        text = self.values[value]
        if is_simple(text):
            return beginnings(text)
        known = self._groups[self._number_of((value,))]
        return {beginning[:MIN_CHARACTERS] for beginning in known.beginnings}


class ManyForms:
    """The forms of the same values for the last check, which finds them by their ends."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values
        self._forms: dict[bytes, SharedWindow] = {}
        self.edge = 0
        self._windows = WindowSearch(map(self._windows_of, values))
        give_back_memory()

    def each(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield from where to where a form is in `data`; there may be a longer one around it."""
        for window, start, end in self._windows.each(data):
            for _, first, last in (self._forms.get(window) or self._with(window)).at(
                data, start, end
            ):
                yield first, last

    def finds_all(self) -> bool:
        """Return whether the automaton finds all that it was made of."""
        return self._windows.finds_all()

    def _with(self, window: bytes) -> SharedWindow:
        """Return the forms of values that end with `window`."""
        self._forms[window] = every = SharedWindow(
            {
                (form, 0)
                for value in self._windows.values_with(window)
                for form in forms(self._values[value])
                if form.endswith(window)
            },
            by_end=True,
        )
        return every

    def _windows_of(self, value: str) -> set[bytes]:
        if is_simple(value):
            return endings(value)
        every = forms(value)
        self.edge = max([self.edge, *(len(form) - 1 for form in every if b"\n" in form)])
        return {form[-MIN_CHARACTERS:] for form in every}


KnownForms = FewValues | ManyValues


@lru_cache(maxsize=_MAX_KEPT)
def known_forms(values: tuple[str, ...]) -> KnownForms:
    """Return how these values are searched for, made now or for an earlier packet."""
    if len(values) <= MANY_VALUES:
        few = FewValues(values)
        if len(few.beginnings) <= MANY_LITERALS:
            return few
    return ManyValues(values)
