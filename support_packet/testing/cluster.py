"""The other nodes of the cluster of a test: each makes its packet in process, when it is asked."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextvars import Context
from dataclasses import dataclass
from http import HTTPStatus

from support_packet.errors import CollectError, TranslatableError
from support_packet.host.nodes.access import NodeAccess
from support_packet.host.nodes.received_packet import REFUSED
from support_packet.http_request import FAILED
from support_packet.testing.installation import Installation
from support_packet.testing.made import Made

_BAD = HTTPStatus.BAD_REQUEST.value

MakePacket = Callable[[Installation, Sequence[str], tuple[str, ...]], Made]
"""Makes the packet of a node: of the named files, for a request that came through the nodes."""


@dataclass(frozen=True)
class NodesOfTest(NodeAccess):
    """How collectors under test reach the nodes of `cluster`; who may be asked, the host says."""

    cluster: dict[str, Installation]
    make: MakePacket

    def __call__(
        self, hostname: str, *, only: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`, as the host does."""
        del seconds
        self.check_allowed(hostname)
        node = self.cluster.get(hostname)
        if node is None or not node.responds:
            raise CollectError(FAILED, server=hostname, reason="Connection refused")
        for name, content in self._made(hostname, node, only).files.items():
            pieces = iter([content])
            yield name, pieces
            # As from a real node: what was not read before the next file is gone.
            deque(pieces, maxlen=0)

    def _made(self, hostname: str, node: Installation, only: Sequence[str]) -> Made:
        try:
            # Nothing of the call that asks: the packet is that of another program.
            return Context().run(self.make, node, only, (*self.hops, "this-node"))
        except TranslatableError as error:
            reason = f" ({str(error).rstrip('.')})"
            raise CollectError(REFUSED, node=hostname, status=_BAD, reason=reason) from None
