"""A quick look at what the same rules have searched already, on another node of the cluster."""

from support_packet.process.memory import collection_paused, give_back_memory
from support_packet.redaction.last_gate import LastGate
from support_packet.redaction.many_values import ManyValues
from support_packet.redaction.search import Search

_MAX_JOINED = 2048
"""With more beginnings of values one pass takes longer to compile than it saves in a packet."""


class Glance:
    """Looks for what this program knows to be secret, and the other one may not know.

    That is how each known value begins, in all forms, also cut off or wrapped, of `common` and of
    `own`, and what the last check finds of Mattermost's own secrets.
    """

    def __init__(self, common: Search, own: Search | None) -> None:
        searches = [search for search in (common, own) if search]
        wanted: list[bytes] = []
        self._large: list[Search] = []
        for search in searches:
            known = search.known
            if isinstance(known, ManyValues) or len(known.beginnings) > _MAX_JOINED:
                self._large.append(search)
            else:
                wanted += (*known.literals, *known.beginnings)
        with collection_paused():
            self._rest = LastGate(wanted)
        give_back_memory()

    def finds(self, data: bytes) -> bool:
        """Return whether `data` has to be searched like any other."""
        if self._rest.find(data) is not None:
            return True
        return any(search.may_know(data) for search in self._large)
