"""The other nodes of the cluster of a test: each makes its packet in process, when it is asked."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import Context
from http import HTTPStatus
from typing import Any

from support_packet.collecting.node_packets import NodeState
from support_packet.errors import CollectError, TranslatableError
from support_packet.host.nodes.access import NodeAccess
from support_packet.host.nodes.received_packet import REFUSED
from support_packet.network.http_failures import failed
from support_packet.testing.installation import Installation
from support_packet.testing.made import Made

_BAD = HTTPStatus.BAD_REQUEST.value

MakePacket = Callable[[Installation, Sequence[str], tuple[str, ...]], Made]
"""Makes the packet of a node: of the named files, for a request that came through the nodes."""


class NodesOfTest(NodeAccess):
    """How collectors under test reach the nodes of `cluster`; who may be asked, the host says."""

    def __init__(
        self, cluster: Mapping[str, Installation], make: MakePacket, *arguments: Any
    ) -> None:
        super().__init__(*arguments)
        self._cluster = cluster
        self._make = make

    def fetch(
        self, hostname: str, *, only: Sequence[str], exclude: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`, as the host does."""
        del seconds
        self.check_allowed(hostname)
        node = self._responding(hostname)
        for name, content in self._made(hostname, node, only).files.items():
            if name in exclude:
                continue
            pieces = iter([content])
            yield name, pieces
            # As from a real node: what was not read before the next file is gone.
            deque(pieces, maxlen=0)

    def check(self, hostname: str) -> NodeState:
        """Return that the node `hostname` responds; `CollectError` unless it does."""
        self.check_allowed(hostname)
        self._responding(hostname)
        return NodeState()

    def _responding(self, hostname: str) -> Installation:
        node = self._cluster.get(hostname)
        if node is None or not node.responds:
            raise failed(hostname, ConnectionRefusedError("Connection refused"))
        return node

    def _made(self, hostname: str, node: Installation, only: Sequence[str]) -> Made:
        try:
            # Nothing of the call that asks: the packet is that of another program.
            return Context().run(self._make, node, only, (*self._wanted.hops, "this-node"))
        except TranslatableError as error:
            reason = f" ({str(error).rstrip('.')})"
            raise CollectError(REFUSED, node=hostname, status=_BAD, reason=reason) from None
