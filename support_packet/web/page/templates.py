"""The page's HTML, from Jinja2 templates, and the static files that it loads."""

import hashlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import falcon
from falcon.routing import StaticRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from support_packet.web.i18n.translations import Translator
from support_packet.web.sub_path import below_site

_TEMPLATES = ("page.html", "refusal.html", "collectors.html")
_FOREVER = "public, max-age=31536000, immutable"


class StaticFiles:
    """Style, script and icon below the address `root`, sent by Falcon's static route.

    Called for one address at a time, since the application's own static route would answer every
    method, and a trailing slash.
    """

    def __init__(self, root: str) -> None:
        folder = Path(str(files("support_packet.web") / "static"))
        self._root = root
        self._send = StaticRoute(root, folder)
        self._versions = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            for path in folder.iterdir()
        }

    def url(self, name: str) -> str:
        """Return an address that changes with the file's content."""
        return f"{self._root}/{name}?v={self._versions[name]}"

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        """Send the file; a client that names its version may keep it for ever."""
        self._send(request, response)
        if response.content_type and response.content_type.startswith("text/"):
            response.content_type += "; charset=utf-8"
        named = request.get_param("v")
        known = named is not None and named == self._versions.get(name)
        response.set_header("Cache-Control", _FOREVER if known else "no-cache")

    on_head = on_get


class Templates:
    """Renders the pages below the address `root`; all values are escaped."""

    def __init__(self, root: str, static: StaticFiles) -> None:
        environment = Environment(
            loader=PackageLoader("support_packet.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["version"] = version("support-packet")
        self._root = root
        self._static = static
        # Compiled now, so that no request waits for it.
        self._templates = {name: environment.get_template(name) for name in _TEMPLATES}

    def render(self, name: str, translator: Translator, **values: object) -> str:
        """Return the page that template `name` makes of `values`."""

        def gettext(message: str, /, **filled: object) -> Markup:
            text = escape(translator.gettext(message))
            return text % filled if filled else text

        def ngettext(one: str, many: str, count: int, /) -> str:
            return translator.ngettext(one, many, count)

        return self._templates[name].render(
            values,
            root=below_site(self._root),
            static=lambda file: below_site(self._static.url(file)),
            _=gettext,
            ngettext=ngettext,
            language=translator.language,
            direction=translator.direction,
        )
