"""Asks other nodes for their packets, as the admin whose packet is being made."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlencode

from support_packet.errors import CollectError
from support_packet.fetching import Response
from support_packet.host.nodes.hops import HEADER, MAX_HOPS, next_header
from support_packet.host.nodes.received_packet import check_answer, files_of
from support_packet.host.supervision.deadline import Deadline
from support_packet.http_request import HttpRequest, Route, split_url
from support_packet.mattermost.installation import Mattermost
from support_packet.message import N_
from support_packet.node_packets import current_fetch
from support_packet.settings import Settings

PACKET_PATH = "/api/v4/system/support_packet"
"""The address of the packet that Mattermost's own clients request, and other nodes."""

_NO_LIMIT = 2**63
_SILENCE = 1.5
"""Times the deadline of a collector: so long may a node be silent, whose own collector hangs."""

_UNKNOWN_NODE = N_(
    "%(node)s is not asked: it is neither a live node in Mattermost's table ClusterDiscovery nor "
    "in SUPPORT_PACKET_NODES."
)
_BREAK_GLASS = N_(
    "Other nodes are not asked: the packet was requested with the break-glass token, which is not "
    "handed on. Where all nodes have the same, set SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS=true."
)
_TOO_FAR = N_("Other nodes are not asked: the request came through %(hops)s nodes already.")
_BAD_CA = N_("SUPPORT_PACKET_NODE_CA_FILE cannot be used: %(reason)s.")


@dataclass(frozen=True)
class Credential:
    """What a request for a packet was authorized with; `operator` is the break-glass token."""

    token: str = field(repr=False)
    operator: bool = False


@dataclass(frozen=True)
class NodeAccess:
    """How the collectors of one packet reach other nodes; implements `FetchFromNode`."""

    settings: Settings
    mattermost: Mattermost
    credential: Credential
    hops: tuple[str, ...]
    deadline: Deadline

    def __call__(
        self, hostname: str, *, only: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`; `CollectError`, `ContentCut`."""
        self.check_allowed(hostname)
        response = self._request(hostname, only, seconds)
        with response:
            check_answer(response, hostname)
            yield from files_of(response, hostname)

    def check_allowed(self, hostname: str) -> None:
        """Raise `CollectError` unless the node `hostname` may be asked."""
        if len(self.hops) >= MAX_HOPS:
            raise CollectError(_TOO_FAR, hops=len(self.hops))
        if self.credential.operator and not self.settings.nodes_share_break_glass:
            raise CollectError(_BREAK_GLASS)
        if hostname in self.settings.nodes:
            return
        if hostname not in {node.hostname for node in self.mattermost.live_nodes()}:
            raise CollectError(_UNKNOWN_NODE, node=repr(hostname[:255]))

    def _request(self, hostname: str, only: Sequence[str], seconds: float | None) -> Response:
        now = monotonic()
        left = max(0.0, self.deadline.until - now)
        allowed = left if seconds is None else min(seconds, left)
        query = urlencode([("only", name) for name in only])
        target = split_url(f"{self._address(hostname)}{PACKET_PATH}")._replace(query=query)
        request = HttpRequest(target, round(allowed, 1), now + allowed, self._route())
        headers = {
            "Authorization": f"Bearer {self.credential.token}",
            HEADER: next_header(self.hops),
        }
        return Response(request, request.send("GET", headers), _NO_LIMIT)

    def _address(self, hostname: str) -> str:
        host = f"[{hostname}]" if ":" in hostname else hostname
        return self.settings.node_url.replace("{hostname}", host).rstrip("/")

    def _route(self) -> Route:
        settings = self.settings
        try:
            return Route.direct(
                ca_file=settings.node_ca_file,
                connect_seconds=settings.network_timeout,
                silence=settings.collector_timeout * _SILENCE,
            )
        except (OSError, ssl.SSLError) as error:
            raise CollectError(_BAD_CA, reason=error.strerror or "not a certificate") from None


@contextmanager
def reaching_nodes(access: NodeAccess | None) -> Iterator[None]:
    """Within this block, collectors whose calls begin here reach other nodes through `access`.

    `None` changes nothing: they reach none, unless a block around this one says how.
    """
    if access is None:
        yield
        return
    token = current_fetch.set(access)
    try:
        yield
    finally:
        current_fetch.reset(token)
