"""One page over HTTP, for authorized requests and for all others."""

from collections.abc import Callable

import falcon

from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.errors import api_error, set_status
from support_packet.web.i18n.languages import page_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.page.refusal_page import RefusalRenderer

_MAX_PREVIEW_NAME = 200
"""Characters of a name that the client chooses."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language, Authorization, Cookie",
}


PageRenderer = Callable[[Request, Grant, Translator], str]
"""Returns the HTML of a page for an authorized request, in the reader's language."""


class PageResource:
    """Answers with what `render` returns, or `render_refusal` where the request may not have it."""

    def __init__(
        self,
        authorizer: Authorizer,
        render: PageRenderer,
        render_refusal: RefusalRenderer,
        translations: Translations,
    ) -> None:
        self._authorizer = authorizer
        self._render = render
        self._render_refusal = render_refusal
        self._translations = translations

    def on_get(self, request: Request, response: falcon.Response) -> None:
        """Send HTML, whatever happens: people read it."""
        response.set_headers(_HEADERS)
        response.content_type = "text/html; charset=utf-8"
        try:
            # Unlike a packet's it is not registered: only a preview is worth an audit line.
            audit = AuditEntry(request, request.context.request_id)
            grant = self._authorizer.authorize(request, audit)
            response.text = self._render(request, grant, self._translator(request))
        except Exception as error:  # noqa: BLE001 -- the page reports every error, as the API does
            self._refuse(request, response, error)
        else:
            _log_preview(request, audit)

    on_head = on_get

    def _refuse(self, request: Request, response: falcon.Response, error: Exception) -> None:
        refusal = api_error(request, error)
        set_status(response, refusal)
        response.text = self._render_refusal(request, refusal, self._translator(request))

    def _translator(self, request: Request) -> Translator:
        """Return the translator for the account's language, once it is known, or the browser's."""
        principal = request.context.principal
        accepted = request.get_header("Accept-Language", default="")
        language = page_language(principal.locale if principal else "", accepted)
        return self._translations.for_language(language)


def _log_preview(request: Request, audit: AuditEntry) -> None:
    """Log who looked into a file, as downloads are logged."""
    if name := request.get_param("preview"):
        audit.add(preview=name[:_MAX_PREVIEW_NAME])
        audit.log("previewed")
