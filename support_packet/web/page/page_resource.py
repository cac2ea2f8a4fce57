"""One page over HTTP, for authorized requests and for all others."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import falcon

from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.errors import ApiError, api_error, log_refusal, set_status
from support_packet.web.i18n.reader import reader_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.page.page_headers import set_page_headers
from support_packet.web.page.refusal_page import RefusalRenderer

_MAX_PREVIEW_NAME = 200
"""Characters of a name that the client chooses."""

PageRenderer = Callable[[Request, Grant, Translator], Iterator[str]]
"""Yields the HTML of a page for an authorized request, in the reader's language.

The first part decides the status, so what takes long comes in the next one.
"""


class PageResource:
    """Answers with what `render` yields, or `render_refusal` where the request may not have it.

    Where something fails after the first part, `render_rest` makes the end of the page.
    """

    def __init__(
        self,
        authorizer: Authorizer,
        render: PageRenderer,
        render_refusal: RefusalRenderer,
        render_rest: RefusalRenderer,
        translations: Translations,
    ) -> None:
        self._authorizer = authorizer
        self._render = render
        self._render_refusal = render_refusal
        self._render_rest = render_rest
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
            parts = self._render(request, grant, self._translator(request))
            response.stream = self._send(request, next(parts), parts, audit)
        except Exception as error:  # noqa: BLE001 -- the page reports every error
            refusal = _refusal(request, error)
            set_status(response, refusal)
            response.text = self._render_refusal(request, refusal, self._translator(request))

    on_head = on_get

    def _send(
        self, request: Request, first: str, others: Iterator[str], audit: AuditEntry
    ) -> Iterator[bytes]:
        yield first.encode()
        try:
            for part in others:
                yield part.encode()
        except Exception as error:  # noqa: BLE001 -- the page reports every error
            refusal = _refusal(request, error)
            yield self._render_rest(request, refusal, self._translator(request)).encode()
        else:
            _log_preview(request, audit)

    def _translator(self, request: Request) -> Translator:
        return self._translations.for_language(reader_language(request))


def with_form(page: PageResource, form: BreakGlassForm) -> object:
    """Return `page`, opened also by a form with the break-glass token or a ticket for it."""

    def on_post(request: Request, response: falcon.Response) -> None:
        page.answer(request, response, lambda: form.accept(request))

    return SimpleNamespace(on_get=page.on_get, on_head=page.on_get, on_post=on_post)


def _refusal(request: Request, error: Exception) -> ApiError:
    refusal = api_error(request, error)
    log_refusal(request, refusal)
    return refusal


def _log_preview(request: Request, audit: AuditEntry) -> None:
    """Log who looked into a file, as downloads are logged."""
    if name := request.value("preview"):
        audit.add(preview=name[:_MAX_PREVIEW_NAME])
        audit.log("previewed")
