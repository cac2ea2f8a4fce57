"""Connections to the program on other nodes, bounded in every way."""

import math
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from urllib.parse import urlencode

from support_packet.collecting.fetching import Response
from support_packet.errors import CollectError
from support_packet.host.nodes.names import program_url
from support_packet.host.supervision.deadline import Deadline
from support_packet.network.clients import client_tls_context
from support_packet.network.http_request import HttpRequest, Route
from support_packet.settings import Settings
from support_packet.values.message import N_

_NO_LIMIT = 2**63
_SILENCE = 1.5
"""Times the deadline of a collector: how long a node may be silent whose own collector hangs."""
_SHARE = 0.8
"""Of the most that a collector may take: the node is late, not the collector that asks it."""

_BAD_CA = N_("SUPPORT_PACKET_NODE_CA_FILE cannot be used: %(reason)s.")


@dataclass(frozen=True)
class Question:
    """What a node is asked: a path, its query, and headers that may hold a credential."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class NodeResponse(Response):
    """What a node answered."""

    piece_bytes = 256 * 1024
    """More than a block has as it comes, so that most blocks are one piece."""

    def shut_down(self) -> None:
        """End the wait of a thread that reads the content."""
        self._request.shut_down()


class NodeConnections:
    """Opens connections, within `deadline`."""

    def __init__(self, settings: Settings, deadline: Deadline) -> None:
        self._settings = settings
        self._deadline = deadline
        self._tls: ssl.SSLContext | None = None
        self._lock = Lock()

    def open(
        self,
        hostname: str,
        question: Question,
        *,
        seconds: float = math.inf,
        waiting: float | None = None,
    ) -> NodeResponse:
        """Return the answer of the node `hostname`, whatever its status; `CollectError` if none.

        All may take `seconds`, of which the node may keep this program `waiting`.
        """
        url = program_url(self._settings, hostname, question.path)
        target = url._replace(query=urlencode(question.query))
        now = monotonic()
        allowed = max(0.0, min(seconds, self._deadline.until - now))
        request = HttpRequest(target, round(allowed, 1), now + allowed, self._route(waiting))
        return NodeResponse(request, request.send("GET", question.headers), _NO_LIMIT)

    def _route(self, waiting: float | None) -> Route:
        settings = self._settings
        with self._lock:
            # It loads all certificate authorities of the system: once, not for each node.
            self._tls = self._tls or self._tls_context()
        return Route(
            self._tls,
            through_proxy=False,
            connect_seconds=settings.network_timeout,
            silence=settings.collector_timeout * _SILENCE,
            waiting=min(waiting or math.inf, settings.longest_collector * _SHARE),
        )

    def _tls_context(self) -> ssl.SSLContext:
        try:
            return client_tls_context(ca_file=self._settings.node_ca_file)
        except (OSError, ssl.SSLError) as error:
            raise CollectError(_BAD_CA, reason=error.strerror or "not a certificate") from None
