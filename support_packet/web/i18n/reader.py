"""The language of the person who sent a request."""

from support_packet.web.context import Request
from support_packet.web.i18n.languages import page_language


def reader_language(request: Request) -> str:
    """Return the account's language, once it is known, or the browser's."""
    principal = request.context.principal
    accepted = request.get_header("Accept-Language", default="")
    return page_language(principal.locale if principal else "", accepted)
