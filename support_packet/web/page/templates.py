"""The page's HTML, from Jinja2 templates."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import version

from markupsafe import Markup, escape

from support_packet.process.late_imports import jinja2
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.static_files import StaticFiles
from support_packet.web.sub_path import below_site

_TEMPLATES = ("page.html", "refusal.html", "refusal_rest.html", "collectors.html")
_SEND_NOW = Markup("\0")


class Templates:
    """Renders the pages below the address `root`; all values are escaped."""

    def __init__(self, root: str, static: StaticFiles) -> None:
        self._root = root
        self._static = static

    @cached_property
    def _templates(self) -> "Mapping[str, jinja2.Template]":
        """All of them, compiled for the first page: most services wait for one for weeks."""
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("support_packet.web"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["version"] = version("support-packet")
        return {name: environment.get_template(name) for name in _TEMPLATES}

    def render(self, name: str, translator: Translator, **values: object) -> str:
        """Return the page that template `name` makes of `values`."""
        return "".join(self.stream(name, translator, **values))

    def stream(self, name: str, translator: Translator, **values: object) -> Iterator[str]:
        """Yield the page in parts; the template ends one with `send_now`."""
        pieces: list[str] = []
        for piece in self._pieces(name, translator, values):
            if piece == _SEND_NOW:
                yield "".join(pieces)
                pieces = []
            else:
                pieces.append(piece)
        yield "".join(pieces)

    def _pieces(
        self, name: str, translator: Translator, values: Mapping[str, object]
    ) -> Iterator[str]:
        def gettext(message: str, /, **filled: object) -> Markup:
            text = escape(translator.gettext(message))
            return text % filled if filled else text

        def ngettext(one: str, many: str, count: int, /) -> str:
            return translator.ngettext(one, many, count)

        return self._templates[name].generate(
            values,
            send_now=_SEND_NOW,
            root=below_site(self._root),
            static=lambda file: below_site(self._static.url(file)),
            _=gettext,
            ngettext=ngettext,
            language=translator.language,
            direction=translator.direction,
        )
