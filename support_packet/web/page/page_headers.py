"""The headers of every page."""

import falcon

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    # nginx would keep the beginning until it has the end.
    "X-Accel-Buffering": "no",
    "Vary": "Accept-Language, Authorization, Cookie",
}


def set_page_headers(response: falcon.Response) -> None:
    """Make the answer HTML that loads nothing from elsewhere and is stored nowhere."""
    response.set_headers(_HEADERS)
    response.content_type = "text/html; charset=utf-8"
