"""Requests of collectors to other servers, over HTTP and bounded in every way."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.parse import SplitResult, urljoin

from support_packet.errors import CollectError, ContentCut
from support_packet.network.http_request import HttpRequest, Route, origin_of, server_of, split_url
from support_packet.process.current_call import current_stopped
from support_packet.values.arguments import check_seconds, check_text, check_texts_by_name
from support_packet.values.message import N_

MAX_BYTES = 64 * 2**20
DEFAULT_SECONDS = 10.0
_MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)

_STOPPED = N_(
    "The request to %(server)s was stopped, because nothing is waiting for it any longer."
)
_TOO_LONG = N_("%(server)s sent more than %(most)s bytes; the rest is not in the packet.")
_ELSEWHERE = N_("%(server)s redirects to another server, %(other)s, which is not followed.")
_TOO_MANY = N_("%(server)s redirects in a circle.")


class Response:
    """What a server answered; iterating yields the content, as bytes, piece by piece.

    The names in `headers` are in lower case. Iterating raises `ContentCut` when the limit of time
    or size is reached. The connection is closed after the last piece, by `close`, by `with`, or
    when the response is garbage-collected: many only look at the status.
    """

    piece_bytes = 64 * 1024

    def __init__(self, request: "HttpRequest", received: HTTPResponse, max_bytes: int) -> None:
        self._request = request
        self._received = received
        self.status = received.status
        self.headers: Mapping[str, str] = {
            name.lower(): value for name, value in received.getheaders()
        }
        self._max_bytes = max_bytes

    def read(self, limit: int | None = None) -> bytes:
        """Return the content; `CollectError` if it is longer than `limit`, or takes too long."""
        most = self._max_bytes if limit is None else limit
        content = bytearray()
        try:
            for piece in self:
                content += piece
                if len(content) > most:
                    raise CollectError(_TOO_LONG, server=self._request.server, most=most)
        except ContentCut as cut:
            raise CollectError(cut.message, remedy=cut.remedy) from None
        return bytes(content)

    def __iter__(self) -> Iterator[bytes]:
        left = self._max_bytes
        with self:
            while piece := self._piece():
                yield piece[:left]
                left -= len(piece)
                if left < 0:
                    server = self._request.server
                    raise ContentCut(_TOO_LONG, server=server, most=self._max_bytes)

    def close(self) -> None:
        """Close the connection."""
        self._received.close()
        self._request.close()

    def __enter__(self) -> "Response":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _piece(self) -> bytes:
        if current_stopped.get()():
            raise ContentCut(_STOPPED, server=self._request.server)
        try:
            with self._request.waiting() as received:
                piece = self._received.read1(self.piece_bytes)
                received(len(piece))
        except (OSError, HTTPException, ValueError) as error:
            failure = self._request.failure(error)
            raise ContentCut(failure.message) from None
        if self._request.expired:
            raise ContentCut(self._request.failure(TimeoutError()).message)
        if not piece and self._received.length:
            raise ContentCut(self._request.failure(OSError("the content is incomplete")).message)
        return piece


def fetch(  # noqa: PLR0913 -- by name
    url: str,
    *,
    seconds: float | None = None,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    verify: bool = True,
    max_bytes: int = MAX_BYTES,
    follow: bool = True,
) -> Response:
    """Request `url`, http or https, and return the answer, whatever its status.

        status = json.loads(fetch("http://localhost:9200/_cluster/health").read())

    The request and its content together may take `seconds`, 10 by default. At most `max_bytes`
    of content are read. Redirects are followed on the same server only; with `follow=False` they
    are returned. The proxy comes from the environment, as for Mattermost, credentials from the
    URL. `verify=False` accepts any certificate. `CollectError` if there is no answer; it names the
    server, never the rest of the URL.
    """
    check_text("url of fetch()", url)
    check_seconds("seconds of fetch()", seconds)
    check_texts_by_name("headers of fetch()", headers)
    seconds = DEFAULT_SECONDS if seconds is None else seconds
    until = monotonic() + seconds
    target = split_url(url)
    route = Route.usual(verify=verify)
    for _ in range(_MAX_REDIRECTS + 1):
        request = HttpRequest(target, seconds, until, route)
        received = request.send(method, headers or {})
        redirects = follow and received.status in _REDIRECTS
        location = received.getheader("Location") if redirects else None
        if not location:
            return Response(request, received, max_bytes)
        request.close()
        target = _redirected(target, location)
        if received.status == HTTPStatus.SEE_OTHER and method != "HEAD":
            method = "GET"
    raise CollectError(_TOO_MANY, server=server_of(target))


def _redirected(target: SplitResult, location: str) -> SplitResult:
    new = split_url(urljoin(target.geturl(), location))
    if origin_of(new) != origin_of(target):
        raise CollectError(_ELSEWHERE, server=server_of(target), other=server_of(new))
    return new._replace(netloc=target.netloc)
