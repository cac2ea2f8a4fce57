"""One page over HTTP, for those whom the authorizer lets in and for all others."""

from http import HTTPStatus
from typing import Protocol

import falcon

from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.audit import AuditEntry
from support_packet.web.errors import RETRY_SECONDS, api_error
from support_packet.web.i18n.languages import page_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.page.refusal_page import ClosedPage

_MOST_NAME = 200
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language, Authorization, Cookie",
}


class OpenPage(Protocol):
    """A page for those whom the authorizer has let in."""

    def html(self, request: falcon.Request, grant: Grant, translator: Translator) -> str:
        """Return the page in the reader's language."""


class PageResource:
    """Answers with `page`, or with the page that says why not."""

    def __init__(
        self,
        authorizer: Authorizer,
        page: OpenPage,
        closed_page: ClosedPage,
        translations: Translations,
    ) -> None:
        self._authorizer = authorizer
        self._page = page
        self._closed_page = closed_page
        self._translations = translations

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Send HTML, whatever happens: people read it."""
        response.set_headers(_HEADERS)
        response.content_type = "text/html; charset=utf-8"
        try:
            audit = AuditEntry(request)
            grant = self._authorizer.authorize(request, audit)
            response.text = self._page.html(request, grant, self._translator(request))
        except Exception as error:  # noqa: BLE001 -- told by the page as by the API
            self._refuse(request, response, error)
        else:
            _log_preview(request, audit)

    on_head = on_get

    def _refuse(self, request: falcon.Request, response: falcon.Response, error: Exception) -> None:
        refused = api_error(request, error)
        response.status = refused.status
        if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
            response.retry_after = RETRY_SECONDS
        response.text = self._closed_page.html(request, refused, self._translator(request))

    def _translator(self, request: falcon.Request) -> Translator:
        """Return the language of the account, once it is known, or of the browser."""
        principal = request.context.get("principal")
        accepted = request.get_header("Accept-Language", default="")
        return self._translations.for_language(
            page_language(principal.locale if principal else "", accepted)
        )


def _log_preview(request: falcon.Request, audit: AuditEntry) -> None:
    """Log who looked into a file, as who took a packet is logged."""
    if name := request.get_param("preview"):
        audit.add(preview=name[:_MOST_NAME])
        audit.log("previewed")
