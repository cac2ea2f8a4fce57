"""Where a request carries its token, by Mattermost's own rules."""

import falcon

from support_packet.mattermost.access.tokens import invalid_session
from support_packet.web.error_table import TOKEN_IN_URL
from support_packet.web.errors import ApiError

COOKIE = "MMAUTHTOKEN"


def find_token(request: falcon.Request) -> str:
    """Return the token of `request`; `AuthenticationError` if it carries none.

    As in Mattermost, a cookie hides the header even when it is empty, and any one character may
    separate the scheme from the token. Mattermost accepts a token in the URL for OAuth sessions;
    here it is refused, since URLs end up in the logs of proxies.
    """
    token = _carried_token(request)
    if token is None and request.has_param("access_token"):
        raise ApiError(*TOKEN_IN_URL)
    if not token:
        raise invalid_session()
    return token


def _carried_token(request: falcon.Request) -> str | None:
    if cookies := request.get_cookie_values(COOKIE):
        return cookies[0]
    header = request.get_header("Authorization", default="")
    if len(header) > len("bearer") and header[:6].upper() == "BEARER":
        return header[7:]
    if len(header) > len("token") and header[:5].lower() == "token":
        return header[6:]
    return None
