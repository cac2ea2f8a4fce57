"""One GET without credentials: whether a web server responds, and what."""

import http.client
import urllib.parse
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus

from support_packet_diagnostics.probes.connection import connection, encrypt
from support_packet_diagnostics.probes.outcome import ProbeError

MAX_BYTES = 2**20
"""How much is read of a response, usually; a discovery document has a few kilobytes."""

_MAX_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Response:
    """A response, its body cut where it became too long."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def refused(self) -> bool:
        """Whether the status says that something is wrong."""
        return self.status >= HTTPStatus.BAD_REQUEST


def get(url: str, seconds: float, *, verify: bool = True, max_bytes: int = MAX_BYTES) -> Response:
    """Return what `url` responds with, redirects followed; each request has `seconds`.

    User name and password in the URL are not sent, nor shown in a `ProbeError`.
    """
    for _ in range(_MAX_REDIRECTS):
        response = _request(url, seconds, verify, max_bytes)
        target = response.headers.get("Location")
        if not target or response.status // 100 != 3:  # noqa: PLR2004 -- 3xx
            return response
        try:
            url = urllib.parse.urljoin(url, target)
        except ValueError:
            raise ProbeError("It redirects to something that is not a web address.") from None
    raise ProbeError("It redirects too often.")


def _request(url: str, seconds: float, verify: bool, max_bytes: int) -> Response:
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise ProbeError("The configured address is not a web address.") from None
    if not host:
        raise ProbeError("The configured address names no host.")
    client = http.client.HTTPConnection(host, port)
    with ExitStack() as closing:
        client.sock = closing.enter_context(connection(host, port, seconds))
        if parts.scheme == "https":
            client.sock = closing.enter_context(encrypt(client.sock, host, verify=verify))
        try:
            client.request("GET", _target(parts), headers={"Connection": "close"})
            response = closing.enter_context(client.getresponse())
            return Response(response.status, response.headers, response.read(max_bytes))
        except (http.client.HTTPException, ValueError):
            raise ProbeError(f"{host}:{port} does not respond as a web server.") from None


def _target(parts: urllib.parse.SplitResult) -> str:
    path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = urllib.parse.quote(parts.query, safe="=&%+/?:@!$'()*,;~")
    return f"{path}?{query}" if query else path
