"""Mattermost below a path of its host, such as `https://example.com/chat`: so is this program.

The session's cookie has that path, so a browser sends it only below it. A proxy passes the path on
or takes it away; the links of a page have it in both cases.
"""

from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import urlsplit

import falcon

from support_packet.web.context import Request

_current: ContextVar[Callable[[], str]] = ContextVar("sub_path", default=str)


def below_site(address: str) -> str:
    """Return `address`, one of this program, as the client of the present request reaches it."""
    return _current.get()() + address


class SubPath:
    """Falcon middleware: takes the path of Mattermost's own address from that of the request.

    `site_url` returns that address, empty if it is unknown; `own` are the beginnings of this
    program's addresses, for which it is not asked.
    """

    def __init__(self, site_url: Callable[[Request], str], own: tuple[str, ...]) -> None:
        self._site_url = site_url
        self._own = own

    def process_request(self, request: Request, _response: falcon.Response) -> None:
        """Change the path before routing."""
        _current.set(lambda: self._path(request))
        if request.path == "/" or request.path.startswith(self._own):
            return
        path = self._path(request)
        if path and request.path.startswith(f"{path}/"):
            request.path = request.path.removeprefix(path)

    def _path(self, request: Request) -> str:
        try:
            return urlsplit(self._site_url(request)).path.rstrip("/")
        except ValueError:
            return ""
