"""One page over HTTP, for authorized requests and for all others."""

from collections.abc import Callable
from types import SimpleNamespace

import falcon

from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.errors import api_error, log_refusal, set_status
from support_packet.web.i18n.reader import reader_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.page.page_headers import set_page_headers
from support_packet.web.page.refusal_page import RefusalRenderer

_MAX_PREVIEW_NAME = 200
"""Characters of a name that the client chooses."""

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
        self.answer(request, response, lambda: None)

    def answer(
        self, request: Request, response: falcon.Response, admit: Callable[[], None]
    ) -> None:
        """Send the page once `admit` has returned."""
        set_page_headers(response)
        try:
            # Unlike a packet's it is not registered: only a preview is worth an audit line.
            audit = AuditEntry(request, request.context.request_id)
            admit()
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
        log_refusal(request, refusal)
        response.text = self._render_refusal(request, refusal, self._translator(request))

    def _translator(self, request: Request) -> Translator:
        return self._translations.for_language(reader_language(request))


def with_form(page: PageResource, form: BreakGlassForm) -> object:
    """Return `page`, opened also by a form with the break-glass token or a ticket for it."""

    def on_post(request: Request, response: falcon.Response) -> None:
        page.answer(request, response, lambda: form.accept(request))

    return SimpleNamespace(on_get=page.on_get, on_head=page.on_get, on_post=on_post)


def _log_preview(request: Request, audit: AuditEntry) -> None:
    """Log who looked into a file, as downloads are logged."""
    if name := request.value("preview"):
        audit.add(preview=name[:_MAX_PREVIEW_NAME])
        audit.log("previewed")
