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
    """Styles, scripts, fonts and icon below the address `root`, sent by Falcon's static route.

    The version of all of them is a part of the path, so that it also holds for what they load
    themselves. Called for one address at a time, since the application's own static route would
    answer every method, and a trailing slash.
    """

    def __init__(self, root: str) -> None:
        folder = Path(str(files("support_packet.web") / "static"))
        contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(b"%s %d " % (name.encode(), len(content)) + content)
        self._names = frozenset(contents)
        self._version = digest.hexdigest()[:16]
        self._root = f"{root}/{self._version}"
        self._send = StaticRoute(self._root, folder)

    def url(self, name: str) -> str:
        """Return an address that changes with the files' content."""
        return f"{self._root}/{name}"

    def on_get(
        self, request: falcon.Request, response: falcon.Response, version: str, name: str
    ) -> None:
        """Send the file, which may be kept for ever; of another version, lead to this one."""
        if name not in self._names:
            raise falcon.HTTPNotFound
        if version != self._version:
            raise falcon.HTTPFound(self.url(name))
        self._send(request, response)
        if response.content_type and response.content_type.startswith("text/"):
            response.content_type += "; charset=utf-8"
        response.set_header("Cache-Control", _FOREVER)

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
