"""Other nodes of the cluster, for collectors: which there are, their state, and their packets."""

from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from support_packet.contract.server_parts import Node
from support_packet.errors import CollectError
from support_packet.values.arguments import check_seconds, check_several, check_text
from support_packet.values.message import N_


@dataclass(frozen=True)
class NodeState:
    """The program on another node, which responds and can make packets.

    `clock_ahead` is by how much its clock differs from the one here, to the second; `None` where
    it does not say.
    """

    clock_ahead: timedelta | None = None


class Nodes(Protocol):
    """What the host gives the collectors of one request to reach other nodes with."""

    def fetch(
        self, hostname: str, *, only: Sequence[str], exclude: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`."""

    def check(self, hostname: str) -> NodeState:
        """Return the state of the node `hostname`."""

    def configured(self) -> Sequence[str]:
        """Return the nodes that the operator names."""


current_nodes: ContextVar[Nodes | None] = ContextVar("current_nodes", default=None)
"""Reaches other nodes, for a packet as the admin who wants it; `None` outside of the host."""

NO_PACKET = N_("Other nodes are asked only for a packet that an admin downloads.")


def fetch_packet(
    node: Node | str,
    *,
    only: Sequence[str] = (),
    exclude: Sequence[str] = (),
    seconds: float | None = None,
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the files of the packet of another node: each one's name and content, as it comes.

        PacketFolder("my-package/node-2", lambda: fetch_packet(node, only=["mattermost.log"]))

    `node` is one of `mattermost.nodes()`, or of `configured_nodes()`. The program on that node
    makes the packet, for the same admin, whose rights it checks itself, and removes its own
    secrets. `only` names the files to ask for, by default all that are sent by default; files in
    `exclude` are never yielded. The time window, and whether there are logs, are those of this
    packet, and a file that the admin leaves out is left out there, too. Each content has to be read
    before the next file is asked for; unread content is skipped. `seconds` limits how long the node
    may keep this program waiting in total, with more time for much content, but never more than the
    rest of the packet's time. `CollectError` if a node does not send a packet, `ContentCut` where
    it breaks off; both say why.
    """
    check_several("only of fetch_packet()", only, "a list of names", 'only=["mattermost.log"]')
    check_several("exclude of fetch_packet()", exclude, "a list of names", 'exclude=["stats.yaml"]')
    check_seconds("seconds of fetch_packet()", seconds)
    hostname = _hostname(node, "fetch_packet")
    nodes = current_nodes.get()
    if nodes is None:
        raise CollectError(NO_PACKET)
    return nodes.fetch(hostname, only=only, exclude=exclude, seconds=seconds)


def check_node(node: Node | str) -> NodeState:
    """Return the state of the program on another node, also for the page and `check`.

    It takes `mattermost.network_timeout` at most, and sends no session. `CollectError` says
    why no packet can be had from there.
    """
    hostname = _hostname(node, "check_node")
    nodes = current_nodes.get()
    return nodes.check(hostname) if nodes else NodeState()


def configured_nodes() -> Sequence[str]:
    """Return the nodes that the operator names in `SUPPORT_PACKET_NODES`, sorted.

    Of `dns+name` each address that the name has now, without those of this machine; where it has
    them of both families, those of the larger one. A name that has none is a warning.
    """
    nodes = current_nodes.get()
    return nodes.configured() if nodes else ()


def _hostname(node: Node | str, function: str) -> str:
    hostname = node if isinstance(node, str) else getattr(node, "hostname", None)
    check_text(f"node of {function}()", hostname, "one of mattermost.nodes(), or a name")
    return str(hostname)
