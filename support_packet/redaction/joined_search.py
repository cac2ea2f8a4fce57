"""Two searches as one: what is the same for all packets, and what one packet adds."""

from collections.abc import Iterable

from support_packet.redaction.looks import MAX_EFFORT, Looks
from support_packet.redaction.scanner import Hit, Hits
from support_packet.redaction.search import Search
from support_packet.redaction.spans import Found


class JoinedSearch:
    """Two searches as one, of which the second is compiled again more often: it is small."""

    def __init__(self, first: Search, second: Search) -> None:
        self._both = first, second

    def find(self, data: bytes, max_hits: int) -> list[Found] | None:
        """Return what both find, `None` if one of them has more than `max_hits` hits."""
        return _joined(search.find(data, max_hits) for search in self._both)

    def hits_within(self, data: bytes, start: int, end: int, max_hits: int) -> Hits | None:
        """Return the hits of both, `None` if there are more than `max_hits`.

        The second one's have negative numbers.
        """
        first, second = (each.hits_within(data, start, end, max_hits) for each in self._both)
        if first is None or second is None or len(first) + len(second) > max_hits:
            return None
        first += ((-1 - number, begin, stop) for number, begin, stop in second)
        first.repeats += second.repeats
        return first

    def secrets_of(
        self, data: bytes, hits: list[Hit], shift: int, max_effort: int = MAX_EFFORT
    ) -> Looks:
        """Look at each hit, in the search that it is of."""
        first, second = self._both
        own = [(-1 - number, begin, stop) for number, begin, stop in hits if number < 0]
        common = [hit for hit in hits if hit[0] >= 0]
        looks = first.secrets_of(data, common, shift, max_effort)
        more = second.secrets_of(data, own, shift, max_effort - looks.effort)
        looks.found += more.found
        looks.effort += more.effort
        looks.left += more.left
        return looks


def _joined(found: Iterable[list[Found] | None]) -> list[Found] | None:
    joined: list[Found] = []
    for spans in found:
        if spans is None:
            return None
        joined += spans
    return joined


AnySearch = Search | JoinedSearch
