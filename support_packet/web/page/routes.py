"""The page's addresses, and what answers at each."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import falcon

from support_packet.host.discovery.collectors import Collectors
from support_packet.host.nodes.requests import HOURS_PATH
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.error_page import send_error_page
from support_packet.web.page.hours_resource import hours_resource
from support_packet.web.page.page_resource import PageRenderer, PageResource, with_form
from support_packet.web.page.past_packets import Activity
from support_packet.web.page.refusal_page import refusal_page
from support_packet.web.page.static_files import StaticFiles
from support_packet.web.page.templates import Templates
from support_packet.web.sub_path import below_site

ROOT = "/support_packet"
POSTED_PACKET = f"{ROOT}/packet"


class Pages:
    """All pages; `send_error` answers browsers where something other than a page fails."""

    def __init__(
        self,
        authorizer: Authorizer,
        settings: Settings,
        translations: Translations,
        form: BreakGlassForm,
    ) -> None:
        self._authorizer = authorizer
        self._settings = settings
        self._translations = translations
        self._form = form
        self._static = StaticFiles(f"{ROOT}/static")
        self._templates = Templates(ROOT, self._static)
        refusal, rest = (
            refusal_page(authorizer, settings, self._templates, ROOT, name)
            for name in ("refusal.html", "refusal_rest.html")
        )
        self._refusal, self._refusal_rest = refusal, rest
        self.send_error = partial(send_error_page, self._refusal, translations)

    def routes(
        self, collectors: Collectors, download_url: str, activity: Activity
    ) -> dict[str, object]:
        """Return a Falcon resource for each address; the page downloads from `download_url`."""
        urls = (download_url, POSTED_PACKET)
        settings, templates = self._settings, self._templates
        page = _late(
            lambda late: late.download_page(collectors, settings, templates, urls, activity)
        )
        listed = self._resource(_late(lambda late: late.collectors_page(collectors, templates)))
        return {
            ROOT: with_form(self._resource(page), self._form),
            HOURS_PATH: hours_resource(self._authorizer, collectors, self._settings),
            f"{ROOT}/": redirect(ROOT),
            "/": redirect(ROOT),
            f"{ROOT}/collectors": listed,
            f"{ROOT}/collectors/": redirect(f"{ROOT}/collectors"),
            f"{ROOT}/static/{{version}}/{{name}}": self._static,
        }

    def _resource(self, render: PageRenderer) -> PageResource:
        return PageResource(
            self._authorizer, render, self._refusal, self._refusal_rest, self._translations
        )


def _late(make: Callable[[Any], PageRenderer]) -> PageRenderer:
    """Return the page that `make` makes, given its module, when it is first requested.

    A service without requests needs less memory.
    """
    page = cache(lambda: make(import_module("support_packet.web.page.download_page")))

    def render(*arguments: Any) -> Iterator[str]:
        return page()(*arguments)

    return render


def redirect(address: str) -> object:
    """Return a Falcon resource that leads to another address of this program."""

    def send(_request: falcon.Request, _response: falcon.Response) -> None:
        raise falcon.HTTPFound(below_site(address))

    return SimpleNamespace(on_get=send, on_head=send)
