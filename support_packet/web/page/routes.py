"""The page's addresses, and what answers at each."""

from support_packet.host.plugins import Collectors
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.download_page import collectors_page, download_page
from support_packet.web.page.page_resource import PageRenderer, PageResource
from support_packet.web.page.refusal_page import refusal_page
from support_packet.web.page.templates import StaticFiles, Templates

ROOT = "/support_packet"


def page_routes(
    authorizer: Authorizer,
    collectors: Collectors,
    settings: Settings,
    translations: Translations,
    download_url: str,
) -> dict[str, object]:
    """Return a Falcon resource for each address; the page downloads from `download_url`."""
    static = StaticFiles(f"{ROOT}/static")
    templates = Templates(ROOT, static)
    refusal = refusal_page(authorizer, settings, templates, ROOT)

    def resource(render: PageRenderer) -> PageResource:
        return PageResource(authorizer, render, refusal, translations)

    return {
        ROOT: resource(download_page(collectors, settings, templates, download_url)),
        f"{ROOT}/collectors": resource(collectors_page(collectors, templates)),
        f"{ROOT}/static/{{name}}": static,
    }
