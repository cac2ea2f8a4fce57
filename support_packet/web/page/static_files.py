"""The style, script and icon of the page, kept in memory."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import falcon

_TYPES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFile:
    """One file; `digest` tells one version from another."""

    content: bytes
    content_type: str

    @property
    def digest(self) -> str:
        """A short name of the content."""
        return hashlib.sha256(self.content).hexdigest()[:16]


class StaticFiles:
    """The files that the page needs, below the address `root`."""

    def __init__(self, root: str, files_by_name: Mapping[str, StaticFile]) -> None:
        self._root = root
        self._files = files_by_name

    @classmethod
    def load(cls, root: str) -> Self:
        """Read the files that come with this program."""
        folder = files("support_packet.web") / "static"
        return cls(
            root,
            {name: StaticFile((folder / name).read_bytes(), kind) for name, kind in _TYPES.items()},
        )

    def url(self, name: str) -> str:
        """Return an address that is another one when the file is."""
        return f"{self._root}/{name}?v={self._files[name].digest}"

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        """Send the file; whoever asks for this very version may keep it."""
        file = self._files.get(name)
        if file is None:
            raise falcon.HTTPNotFound
        same = request.get_param("v") == file.digest
        response.set_header("Cache-Control", _FOREVER if same else "no-cache")
        response.etag = file.digest
        if file.digest in (request.if_none_match or ()):
            response.status = falcon.HTTP_NOT_MODIFIED
            return
        response.content_type = file.content_type
        response.data = file.content

    on_head = on_get
