"""Which program each node of one request leads to, so that none is asked under two names."""

from collections.abc import Mapping

from support_packet.errors import CollectError
from support_packet.host.nodes.hops import PROGRAM_HEADER
from support_packet.message import N_

_SAME = N_(
    "%(node)s leads to the same program as %(other)s, whose files are in the packet already. Check "
    "SUPPORT_PACKET_NODE_URL and SUPPORT_PACKET_NODES."
)


class Identities:
    """The programs that have answered so far, with the names of their nodes."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = dict(known)

    def note(self, hostname: str, headers: Mapping[str, str]) -> None:
        """Note who sent `headers`; `CollectError` if that program has answered already.

        Programs of older releases do not say who they are.
        """
        program = headers.get(PROGRAM_HEADER.lower())
        if not program:
            return
        other = self._known.setdefault(program, hostname)
        if other != hostname:
            raise CollectError(_SAME, node=hostname, other=other)
