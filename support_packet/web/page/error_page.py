"""Errors as pages, for browsers that were sent to an address of the API, or to none at all."""

import falcon

from support_packet.web.context import Request
from support_packet.web.errors import ApiError, set_status
from support_packet.web.i18n.reader import reader_language
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.page_headers import set_page_headers
from support_packet.web.page.refusal_page import RefusalRenderer


def send_error_page(
    render: RefusalRenderer,
    translations: Translations,
    request: Request,
    response: falcon.Response,
    refusal: ApiError,
) -> bool:
    """Send the page if the client asks for HTML, and return whether it does."""
    if "text/html" not in request.get_header("Accept", default=""):
        return False
    set_page_headers(response)
    set_status(response, refusal)
    translator = translations.for_language(reader_language(request))
    response.text = render(request, refusal, translator)
    return True
