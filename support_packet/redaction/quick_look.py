"""A quick look for a few texts, in a third of the time that hyperscan takes for them."""

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

MAX_TEXTS = 64
"""With more of them it takes ten times as long."""

_COMPARED = 16
"""How many bytes of a text are compared: with all of a long one it takes a megabyte."""


class QuickLook:
    """Says whether any of a few texts, at most `MAX_TEXTS`, may be in some content."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        # Only with leftmost matches does the library compare 32 bytes at once, as hyperscan's own
        # build does not; https://docs.rs/aho-corasick calls it a packed searcher.
        self._automaton = BytesAhoCorasick(
            sorted({text[:_COMPARED] for text in texts}),
            matchkind=MatchKind.LeftmostFirst,
            implementation=Implementation.DFA,
        )

    def finds(self, data: bytes) -> bool:
        """Return whether a text may be in `data`: how it begins is there."""
        return bool(self._automaton.find_matches_as_indexes(data))
