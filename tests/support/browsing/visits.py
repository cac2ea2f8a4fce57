"""Visits to a site's page, as a person of the example."""

from contextlib import ExitStack
from typing import Any, Self

from playwright.sync_api import Browser, Page
from support.browsing.chromium import PATIENCE
from support.browsing.sites import Site


class Visits:
    """Opens pages, each in its own window; all are closed in the end.

    `requests` are the addresses that the pages have requested, `saved` the names of the files that
    they have saved. `complaints` are the messages in the browser's console: errors of the script,
    and what the Content-Security-Policy has blocked.
    """

    def __init__(self, browser: Browser) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.saved: list[str] = []
        self._browser = browser
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(
        self, site: Site, person: str | None = "admin", path: str = "", **options: Any
    ) -> Page:
        """Open the page below `path`; `options` are those of Playwright's contexts."""
        context = self._stack.enter_context(self._browser.new_context(**options))
        context.set_default_timeout(PATIENCE)
        if person is not None:
            token = site.installation.tokens[person]
            context.add_cookies([{"name": "MMAUTHTOKEN", "value": token, "url": site.url}])
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("download", lambda download: self.saved.append(download.suggested_filename))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(error.message))
        page.goto(site.url + path)
        return page
