"""Databases of hyperscan for all literals and all detectors.

Only where there are thousands of literals, another automaton searches for these.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from operator import itemgetter
from typing import Protocol

from support_packet.errors import RedactionError
from support_packet.process.priority import run_at_idle_priority
from support_packet.process.threads import begin_ahead, started_if_possible
from support_packet.redaction.compiled_rules import shared_rules
from support_packet.redaction.scanner import Hits, Scanner, key_of

_Find = Callable[[bytes, int], "list[tuple[int, int, int]] | None"]

JOINED_FROM_BYTES = 2**28
"""After how many bytes of content literals and detectors are compiled together: that takes as much
processor time as the second pass over one GB."""

_MAX_KEPT = 2
_making = threading.Lock()
_end_of = itemgetter(2)


class ManyTexts(Protocol):
    """Thousands of texts, which are searched for by something else than hyperscan."""

    count: int

    def find(self, data: bytes, most: int) -> list[tuple[int, int, int]] | None:
        """As `PatternDatabase.scan`, for numbers below `count`."""


class PatternDatabase:
    """Literals and detectors, compiled; safe to use in several threads at a time.

    Hits are counted from the first literal, or text of `many`, to the last detector. At first the
    literals have a database of their own, which compiles in a tenth of the time, and the detectors
    one that is kept. Where much is searched they are compiled together: one pass is faster than
    two.
    """

    def __init__(
        self,
        literals: Sequence[bytes],
        detectors: Sequence[bytes],
        many: ManyTexts | None = None,
    ) -> None:
        self.first_detector = many.count if many else len(literals)
        self._literals = literals
        self._joined: Scanner | None = None
        self._find_literals: _Find | None = None
        self._not_joined = None if many else (literals, detectors)
        self._bytes = 0
        # Hyperscan lets other threads run while it compiles.
        made = started_if_possible(lambda: detectors_only(tuple(detectors))) if detectors else None
        if many:
            self._find_literals = many.find
        elif literals:
            self._find_literals = Scanner(literals, ()).scan
        self._detectors = made() if made else None

    @property
    def is_joined(self) -> bool:
        """Whether one pass finds all."""
        return self._joined is not None

    def scan(self, data: bytes, max_hits: int) -> Hits | None:
        """Return all hits in `data`, in the order of their ends.

        `None` if there are more than `max_hits`, or too many are alike. Of a detector's hits that
        start together, and of which each ends a byte after the other, only the last is kept.
        """
        # In this order: both are forgotten only after all is compiled together.
        detectors, find_literals = self._detectors, self._find_literals
        if self._joined:
            return self._joined.scan(data, max_hits)
        hits = detectors.scan(data, max_hits) if detectors else Hits()
        if hits is None or find_literals is None:
            return hits
        self._bytes += len(data)
        literals = find_literals(data, max_hits - len(hits))
        if literals is None:
            return None
        shifted = ((self.first_detector + number, start, end) for number, start, end in hits)
        every = Hits(sorted([*literals, *shifted], key=_end_of))
        every.repeats = hits.repeats
        return every

    def has_literal(self, data: bytes) -> bool:
        """Return whether a literal is in `data`; detectors are not searched for."""
        find_literals = self._find_literals
        if find_literals is None and self._literals:
            # Forgotten: only blocks that were searched elsewhere are looked at like this.
            find_literals = self._find_literals = Scanner(self._literals, ()).scan
        return find_literals is not None and find_literals(data, 0) is None

    def join_if_worthwhile(self) -> None:
        """Begin to compile all together, if much has been searched.

        That takes some 45 MB for a moment: it is for the time after a packet.
        """
        if self._bytes < JOINED_FROM_BYTES or not self._detectors or not self._find_literals:
            return
        expressions, self._not_joined = self._not_joined, None
        if expressions:
            # Without it two passes do the same.
            begin_ahead(partial(self._join, *expressions), "join the search")

    def _join(self, literals: Sequence[bytes], detectors: Sequence[bytes]) -> None:
        run_at_idle_priority()
        with suppress(RedactionError, MemoryError):
            self._joined = Scanner(literals, detectors)
            self._detectors = self._find_literals = None
            _forget(tuple(detectors))


def detectors_only(detectors: tuple[bytes, ...]) -> Scanner:
    """Return what searches for the detectors: it holds no secrets, and is made once."""
    with _making:
        return _kept_detectors(detectors)


@lru_cache(maxsize=_MAX_KEPT)
def _kept_detectors(detectors: tuple[bytes, ...]) -> Scanner:
    shared = shared_rules()
    if not shared:
        return Scanner((), detectors)
    key = key_of(detectors)
    if compiled := shared.get(key):
        return Scanner((), detectors, compiled)
    with shared.alone():
        scanner = Scanner((), detectors, shared.get(key))
        shared.put(key, lambda: scanner.compiled)
    return scanner


def _forget(detectors: tuple[bytes, ...]) -> None:
    """Keep the detectors no longer, if they can be had again without compiling them."""
    shared = shared_rules()
    if shared and shared.get(key_of(detectors)):
        _kept_detectors.cache_clear()


def compile_for_others(detectors: tuple[bytes, ...]) -> None:
    """Compile what `detectors_only` returns for the processes that share what is compiled."""
    if shared := shared_rules():
        with shared.alone():
            shared.put(key_of(detectors), lambda: Scanner((), detectors).compiled)
