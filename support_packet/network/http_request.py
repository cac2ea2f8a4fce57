"""One HTTP request to one server, through a proxy where the environment says so."""

import math
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from support_packet.errors import CollectError
from support_packet.network.clients import ShutdownTimer, client_tls_context, shut_down
from support_packet.network.http_failures import failed
from support_packet.network.proxies import PORTS, proxy_for
from support_packet.values.message import N_

if TYPE_CHECKING:
    import socket

_MIN_SECONDS = 0.01
_MIN_SPEED = 256 * 1024
"""Bytes a second: much content has more time, as long as it comes."""
_MAX_SHOWN = 100

_NOT_A_URL = N_("%(url)s is not the URL of a web server. It must begin with http:// or https://.")
_TOO_SLOW = N_("%(server)s did not send everything within %(seconds)s seconds.")
_SILENT = N_("%(server)s sent nothing for %(seconds)s seconds.")
_BAD_PROXY = N_("The proxy for %(server)s must be an http:// address; correct HTTP(S)_PROXY.")


@dataclass(frozen=True)
class Route:
    """How a server is reached; times are seconds.

    `connect_seconds`, `silence`, the time in which nothing comes, and `waiting`, the time in which
    something is waited for altogether, end a request earlier than its own time does.
    """

    tls: ssl.SSLContext
    through_proxy: bool = True
    connect_seconds: float = math.inf
    silence: float = math.inf
    waiting: float = math.inf

    @classmethod
    def usual(cls, *, verify: bool) -> Self:
        """Return the way that Mattermost takes, through a proxy where the environment says so."""
        return cls(client_tls_context(verify=verify))


class HttpRequest:
    """One request to one server, on its own connection, which is cut at the time `until`."""

    def __init__(self, target: SplitResult, seconds: float, until: float, route: Route) -> None:
        self.server = server_of(target)
        self._target = target
        self._seconds = seconds
        self._route = route
        self._connection, self._path, self._own = _connection(target, until - monotonic(), route)
        self._socket: socket.socket | None = None
        self._timer = ShutdownTimer(max(0, until - monotonic()), lambda: self._socket)
        # What comes bit by bit is waited for within one call of the library, however long.
        self._waits = ShutdownTimer(route.waiting, lambda: self._socket, self._left)
        self._waited = 0.0
        self._waits_since = math.inf
        self._received = 0

    @property
    def expired(self) -> bool:
        """Whether the time is over."""
        return self._timer.expired or self._waits.expired

    def send(self, method: str, headers: Mapping[str, str]) -> HTTPResponse:
        """Return the beginning of the answer; `CollectError` if none comes."""
        self._timer.start()
        if self._route.waiting < math.inf:
            self._waits.start()
        try:
            self._connection.connect()
            # The connection gives its socket away to an answer without a length.
            self._socket = self._connection.sock
            if self.expired:
                raise TimeoutError
            self._connection.request(method, self._path, headers={**self._own, **headers})
            with self.waiting():
                return self._connection.getresponse()
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            raise self.failure(error) from None

    @contextmanager
    def waiting(self) -> Iterator[Callable[[int], None]]:
        """Count the time of this block, and the bytes that its value is called with."""
        left = self._left()
        # Python 3.13 and later close the connection with the last piece of an answer.
        if self._socket and self._socket.fileno() >= 0:
            silence = min(self._route.silence, left, self._seconds)
            self._socket.settimeout(max(silence, _MIN_SECONDS))
        self._waits_since = began = monotonic()
        try:
            yield self._count
        finally:
            self._waits_since = math.inf
            self._waited += monotonic() - began

    def _left(self) -> float:
        """Return for how many seconds something may still be waited for."""
        waits = max(0.0, monotonic() - self._waits_since)
        return self._route.waiting + self._received / _MIN_SPEED - self._waited - waits

    def _count(self, received: int) -> None:
        self._received += received

    def failure(self, error: Exception) -> CollectError:
        """Return what to raise for an error of the connection."""
        timed_out = isinstance(error, TimeoutError) and not self.expired
        if self._waits.expired or (
            timed_out and self._waited + _MIN_SECONDS >= self._route.waiting
        ):
            return CollectError(_TOO_SLOW, server=self.server, seconds=f"{self._waited:.0f}")
        if timed_out:
            silence = self._socket.gettimeout() if self._socket else self._connection.timeout
            # Without such a limit, it is what was left of the time when the request began.
            limits = (self._route.silence, self._route.connect_seconds)
            if silence is not None and silence in limits:
                return CollectError(_SILENT, server=self.server, seconds=f"{silence:g}")
        if self.expired or isinstance(error, TimeoutError):
            return CollectError(_TOO_SLOW, server=self.server, seconds=f"{self._seconds:g}")
        return failed(self.server, error)

    def shut_down(self) -> None:
        """End the wait of a thread that reads from the connection."""
        with suppress(OSError):
            if self._socket:
                shut_down(self._socket)

    def close(self) -> None:
        """Close the connection."""
        self._timer.stop()
        self._waits.stop()
        self._connection.close()


def _connection(
    target: SplitResult, seconds: float, route: Route
) -> tuple[HTTPConnection, str, dict[str, str]]:
    """Return a connection for `target`, what to request on it, and the headers it needs."""
    path = urlunsplit(("", "", target.path or "/", target.query, ""))
    headers = _credentials("Authorization", target)
    host, port = target.hostname or "", target.port or PORTS[target.scheme]
    proxy = _proxy(target) if route.through_proxy else None
    to = (proxy.hostname or "", proxy.port or PORTS["http"]) if proxy else (host, port)
    timeout = max(min(seconds, route.connect_seconds), _MIN_SECONDS)
    if target.scheme == "https":
        secure = HTTPSConnection(*to, timeout=timeout, context=route.tls)
        if proxy:
            secure.set_tunnel(host, port, _credentials("Proxy-Authorization", proxy))
        return secure, path, headers
    if proxy:
        path = f"{server_of(target)}{path}"
        headers |= _credentials("Proxy-Authorization", proxy)
    return HTTPConnection(*to, timeout=timeout), path, headers


def _proxy(target: SplitResult) -> SplitResult | None:
    with suppress(ValueError):
        proxy = proxy_for(target)
        if proxy is None or (proxy.scheme == "http" and proxy.hostname and proxy.port != 0):
            return proxy
    raise CollectError(_BAD_PROXY, server=server_of(target))


def _credentials(header: str, url: SplitResult) -> dict[str, str]:
    if url.username is None:
        return {}
    login = f"{unquote(url.username)}:{unquote(url.password or '')}"
    return {header: f"Basic {b64encode(login.encode()).decode()}"}


def split_url(url: str) -> SplitResult:
    """Return the parts of a URL; `CollectError` if it is not one of a web server."""
    with suppress(ValueError):
        target = urlsplit(url)
        if target.scheme in PORTS and target.hostname and target.port != 0:
            return target
    # Without what may be a secret.
    raise CollectError(_NOT_A_URL, url=url.partition("?")[0].rpartition("@")[2][:_MAX_SHOWN])


def server_of(target: SplitResult) -> str:
    """Return the address of the server, without credentials and path."""
    return f"{target.scheme}://{target.netloc.rpartition('@')[2]}"


def origin_of(url: SplitResult) -> tuple[str, str, int]:
    """Return what has to be equal for two URLs to be of the same server."""
    return url.scheme, url.hostname or "", url.port or PORTS[url.scheme]
