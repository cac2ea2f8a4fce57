"""The packets of other nodes of the cluster, for collectors."""

from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import Protocol

from support_packet.arguments import check_seconds, check_several, check_text
from support_packet.errors import CollectError
from support_packet.message import N_
from support_packet.server_parts import Node


class FetchFromNode(Protocol):
    """What the host gives the collectors of one packet to reach other nodes with."""

    def __call__(
        self, hostname: str, *, only: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`."""


current_fetch: ContextVar[FetchFromNode | None] = ContextVar("current_fetch", default=None)
"""Reaches other nodes as the admin whose packet is being made; `None` outside of a packet."""

_NO_PACKET = N_("Other nodes are asked only for a packet that an admin downloads.")


def fetch_packet(
    node: Node | str, *, only: Sequence[str] = (), seconds: float | None = None
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the files of the packet of another node: each one's name and content, as it comes.

        PacketFolder("my-package/node-2", lambda: fetch_packet(node, only=["mattermost.log"]))

    `node` is one of `mattermost.nodes()`, or a name in the operator's `SUPPORT_PACKET_NODES`.
    The program on that node makes the packet, for the same admin, whose rights it checks itself,
    and removes its own secrets. `only` names the files to ask for, all that are sent by default
    if empty. Each content has to be read before the next file is asked for; what is not read is
    skipped. Everything together may take `seconds`, at most what is left of the packet's time.
    `CollectError` for a node that does not send a packet, or with `ContentCut` where it breaks
    off; both say why.
    """
    hostname = node if isinstance(node, str) else getattr(node, "hostname", None)
    check_text("node of fetch_packet()", hostname, "one of mattermost.nodes(), or a name")
    check_several("only of fetch_packet()", only, "a list of names", 'only=["mattermost.log"]')
    check_seconds("seconds of fetch_packet()", seconds)
    fetch = current_fetch.get()
    if fetch is None:
        raise CollectError(_NO_PACKET)
    return fetch(str(hostname), only=only, seconds=seconds)
