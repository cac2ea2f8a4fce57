"""Errors as pages, for browsers that were sent to an address of the API, or to none at all."""

import falcon

from support_packet.web.context import Request
from support_packet.web.errors import ApiError, set_status
from support_packet.web.i18n.reader import reader_language
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.page_headers import set_page_headers
from support_packet.web.page.refusal_page import RefusalRenderer


class ErrorPage:
    """Sends the page that says why a request was refused, to clients that ask for HTML."""

    def __init__(self, render: RefusalRenderer, translations: Translations) -> None:
        self._render = render
        self._translations = translations

    def send(self, request: Request, response: falcon.Response, refusal: ApiError) -> bool:
        """Send the page, and return whether the client wants one."""
        if "text/html" not in request.get_header("Accept", default=""):
            return False
        set_page_headers(response)
        set_status(response, refusal)
        response.stream = None
        translator = self._translations.for_language(reader_language(request))
        response.text = self._render(request, refusal, translator)
        return True
