"""What monitoring asks over HTTP: health, readiness, and the metrics on their own address."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import falcon

from support_packet.host.nodes.hops import PROGRAM_HEADER, own_program
from support_packet.host.nodes.requests import READY_PATH
from support_packet.monitoring.readiness import Readiness
from support_packet.web.context import Request
from support_packet.web.download.client_connection import connection_of
from support_packet.web.error_table import ANSWERS

if TYPE_CHECKING:
    from support_packet.monitoring.metrics import Metrics

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
Address = str | tuple[Any, ...]
"""The address of a socket, as `getsockname` returns it."""

HEALTH_PATH = "/healthz"
METRICS_PATH = "/metrics"
_HEALTH = (HEALTH_PATH, READY_PATH)

_EVERY_INTERFACE = ("0.0.0.0", "::")  # noqa: S104 -- compared, not bound


def ready(readiness: Readiness) -> object:
    """Return the resource that says whether packets can be made; 503 if not."""

    def send(_request: Request, response: falcon.Response) -> None:
        states = readiness.states()
        # What a node that asks needs to recognize itself, and nothing of Mattermost.
        response.set_header(PROGRAM_HEADER, own_program())
        healthy = all(state == "OK" for state in states.values())
        response.status = 200 if healthy else 503
        response.media = {"status": "OK" if healthy else "unavailable", **states}

    return SimpleNamespace(on_get=send, on_head=send)


class RefusalCounter:
    """Falcon middleware: counts refused requests."""

    def __init__(self, metrics: "Metrics") -> None:
        self._metrics = metrics
        for _, reason in ANSWERS:
            # Prometheus sees an increase only of what is there before.
            metrics.refusal(reason, 0)

    def process_response(
        self, request: Request, _response: falcon.Response, _resource: object, _succeeded: bool
    ) -> None:
        """Count the request if it was refused, by the ID of its error."""
        if request.context.refused:
            self._metrics.refusal(request.context.refused)


def with_metrics(application: Application, metrics: "Metrics", address: Address) -> Application:
    """Return an application that answers at `address` with the metrics and its own health only."""

    def send(_request: falcon.Request, response: falcon.Response) -> None:
        response.content_type = metrics.content_type
        response.data = metrics.exposition()

    inner = falcon.App()
    inner.add_route(METRICS_PATH, SimpleNamespace(on_get=send))

    def choose(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        own = _arrived_at(environ, address) and environ["PATH_INFO"] not in _HEALTH
        return (inner if own else application)(environ, start_response)

    return choose


def _arrived_at(environ: dict[str, Any], address: Address) -> bool:
    """Whether the client connected to `address`; what it says itself is ignored."""
    connection = connection_of(falcon.Request(environ))
    if connection is None:
        return False
    own = connection.getsockname()
    if isinstance(own, str) or isinstance(address, str):
        return bool(own == address)
    return own[1] == address[1] and address[0] in (own[0], *_EVERY_INTERFACE)
