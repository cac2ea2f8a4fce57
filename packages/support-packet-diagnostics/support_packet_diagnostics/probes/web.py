"""One GET without credentials: whether a web server responds, and what."""

from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from support_packet import CollectError, Response, fetch

from support_packet_diagnostics.probes.outcome import ProbeError

MAX_BYTES = 2**20
"""How much is read of a response; a discovery document has a few kilobytes."""

_MAX_REDIRECTS = 3
_LEAST_SECONDS = 0.1


def get(url: str, seconds: float, *, verify: bool = True) -> Response:
    """Return what `url` responds with, redirects followed, to other servers, too; close it.

    All requests together have `seconds`. User name and password in the URL are not sent, nor
    shown in a `ProbeError`.
    """
    until = monotonic() + seconds
    left = seconds
    for _ in range(_MAX_REDIRECTS):
        response = _request(url, left, verify=verify)
        target = response.headers.get("location")
        if not target or response.status not in range(300, 400):
            return response
        response.close()
        try:
            url = urljoin(url, target)
        except ValueError:
            raise ProbeError("It redirects to something that is not a web address.") from None
        left = round(max(until - monotonic(), _LEAST_SECONDS), 1)
    raise ProbeError("It redirects too often.")


def read(response: Response, most: int = MAX_BYTES) -> bytes:
    """Return the content; `ProbeError` if it is longer than `most`, or takes too long."""
    try:
        return response.read(most)
    except CollectError as error:
        raise ProbeError(str(error.message)) from None


def _request(url: str, seconds: float, *, verify: bool) -> Response:
    try:
        target = _anonymous(urlsplit(url.strip())).geturl()
    except ValueError:
        raise ProbeError("The configured address is not a web address.") from None
    try:
        return fetch(target, seconds=seconds, verify=verify, follow=False)
    except CollectError as error:
        raise ProbeError(str(error.message)) from None


def _anonymous(url: SplitResult) -> SplitResult:
    return url._replace(
        netloc=url.netloc.rpartition("@")[2],
        path=quote(url.path, safe="/%:@!$&'()*+,;=~"),
        query=quote(url.query, safe="=&%+/?:@!$'()*,;~"),
        fragment="",
    )
