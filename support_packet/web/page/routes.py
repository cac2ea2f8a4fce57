"""The page's addresses, and what answers at each."""

from typing import Any

import falcon

from support_packet.host.plugins import Collectors
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.download.report_resource import ReportResource
from support_packet.web.download.reports import Reports
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.download_page import CollectorsPage, ContentsPage
from support_packet.web.page.page_resource import OpenPage, PageResource
from support_packet.web.page.refusal_page import ClosedPage
from support_packet.web.page.static_files import StaticFiles
from support_packet.web.page.templates import Templates

ROOT = "/support_packet"


class Page:
    """The page with all that belongs to it."""

    def __init__(
        self,
        authorizer: Authorizer,
        collectors: Collectors,
        settings: Settings,
        translations: Translations,
    ) -> None:
        self._authorizer = authorizer
        self._collectors = collectors
        self._settings = settings
        self._translations = translations
        self._static = StaticFiles.load(f"{ROOT}/static")
        self._templates = Templates(ROOT, self._static)
        self._closed = ClosedPage(authorizer, settings, self._templates, ROOT)

    def add_to(self, app: falcon.App[Any, Any], reports: Reports, download_url: str) -> None:
        """Let `app` answer at the page's addresses; `download_url` is where the packet is."""
        contents = ContentsPage(self._collectors, self._settings, self._templates, download_url)
        collectors = CollectorsPage(self._collectors, self._templates)
        app.add_route(ROOT, self._resource(contents))
        app.add_route(f"{ROOT}/collectors", self._resource(collectors))
        app.add_route(f"{ROOT}/reports/{{request_id}}", ReportResource(self._authorizer, reports))
        app.add_route(f"{ROOT}/static/{{name}}", self._static)

    def _resource(self, page: OpenPage) -> PageResource:
        return PageResource(self._authorizer, page, self._closed, self._translations)
