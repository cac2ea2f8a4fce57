"""Mattermost below a path of its host, such as `https://example.com/chat`: so is this program.

The session's cookie has that path, so a browser sends it only below it. A proxy passes the path on
or strips it; the links of a page have it in both cases.
"""

from collections.abc import Callable
from contextvars import ContextVar
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

import falcon

from support_packet.web.context import Request

_current: ContextVar[Callable[[], str]] = ContextVar("sub_path", default=str)


def below_site(address: str) -> str:
    """Return `address`, one of this program, as the client of the present request reaches it."""
    return quote(_current.get()()) + address


class SubPath:
    """Falcon middleware: takes the path of Mattermost's own address from that of the request.

    `site_url` returns that address, empty if it is unknown; `own` are the beginnings of this
    program's addresses, for which it is not called, unless one follows another.
    """

    def __init__(self, site_url: Callable[[Request], str], own: tuple[str, ...]) -> None:
        self._site_url = site_url
        self._own = own

    def process_request(self, request: Request, _response: falcon.Response) -> None:
        """Change the path before routing."""
        _current.set(lambda: self._path(request))
        if request.path == "/" or self._is_surely_own(request.path):
            return
        path = self._path(request)
        below = request.path.removeprefix(path)
        if path and below.startswith(self._own if request.path.startswith(self._own) else "/"):
            request.path = below

    def _is_surely_own(self, address: str) -> bool:
        """Return whether no site's path can be before one of this program's addresses in it."""
        return address.startswith(self._own) and not any(own in address[1:] for own in self._own)

    def _path(self, request: Request) -> str:
        """Return the path, decoded, as the server has it: without redundant parts."""
        try:
            path = unquote(urlsplit(self._site_url(request)).path)
        except ValueError:
            return ""
        return normpath(f"/{path.lstrip('/')}").rstrip("/") if path else ""
