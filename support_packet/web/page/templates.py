"""The page's HTML, from Jinja2 templates, in the language of the reader."""

from importlib.metadata import version

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from support_packet.web.i18n.translations import Translator
from support_packet.web.page.static_files import StaticFiles

_NAMES = ("page.html", "closed.html", "collectors.html")


class Templates:
    """Renders pages below the address `root`; whatever is put into one is escaped."""

    def __init__(self, root: str, static: StaticFiles) -> None:
        environment = Environment(
            loader=PackageLoader("support_packet.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(root=root, static=static.url, version=version("support-packet"))
        # Compiled now, so that nobody waits for it.
        self._templates = {name: environment.get_template(name) for name in _NAMES}

    def render(self, name: str, translator: Translator, **values: object) -> str:
        """Return the page that template `name` makes of `values`."""

        def gettext(message: str, /, **filled: object) -> Markup:
            text = escape(translator.gettext(message))
            return text % filled if filled else text

        return self._templates[name].render(
            values, _=gettext, language=translator.language, direction=translator.direction
        )
