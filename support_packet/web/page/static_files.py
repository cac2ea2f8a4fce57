"""The styles, scripts, fonts and the icon that the page loads."""

import hashlib
from importlib.resources import files
from pathlib import Path

import falcon
from falcon.routing import StaticRoute

STYLE = "all.css"
"""All styles as one file: a browser shows nothing before it has them, and each costs a request."""

_STYLES = ("theme", "base", "parts", "chart", "files", "preview", "bar", "print")
"""In this order: later ones win."""
_FOREVER = "public, max-age=31536000, immutable"


class StaticFiles:
    """Styles, scripts, fonts and icon below the address `root`, sent by Falcon's static route.

    The version of all of them is a part of the path, so that it also holds for what they load
    themselves. Called for one address at a time, since the application's own static route would
    answer every method, and a trailing slash.
    """

    def __init__(self, root: str) -> None:
        folder = Path(str(files("support_packet.web") / "static"))
        contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        self._style = b"\n".join(contents[f"{name}.css"] for name in _STYLES)
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(b"%s %d " % (name.encode(), len(content)) + content)
        self._names = {*contents, STYLE}
        self._version = digest.hexdigest()[:16]
        self._root = f"{root}/{self._version}"
        self._send = StaticRoute(self._root, folder)

    def url(self, name: str) -> str:
        """Return an address that changes with the files' content."""
        return f"{self._root}/{name}"

    def on_get(
        self, request: falcon.Request, response: falcon.Response, version: str, name: str
    ) -> None:
        """Send the file, which may be cached forever; redirect requests for another version."""
        if name not in self._names:
            raise falcon.HTTPNotFound
        if version != self._version:
            raise falcon.HTTPFound(self.url(name))
        if name == STYLE:
            response.data = self._style
            response.content_type = "text/css"
        else:
            self._send(request, response)
        if response.content_type and response.content_type.startswith("text/"):
            response.content_type += "; charset=utf-8"
        response.set_header("Cache-Control", _FOREVER)

    on_head = on_get
