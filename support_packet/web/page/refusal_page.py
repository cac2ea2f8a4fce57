"""The page for requests that may not have a packet: why, and where to go."""

from collections.abc import Callable
from http import HTTPStatus

from markupsafe import Markup, escape

from support_packet.errors import (
    AuthenticationError,
    ConnectionLimitError,
    PermissionDeniedError,
    SupportPacketError,
    UnlicensedError,
)
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.context import Request
from support_packet.web.error_table import (
    DOMAIN_ERRORS,
    OPERATOR_ERRORS,
    OWN_PACKET_RUNNING,
    SHORTAGE,
    TOKEN_IN_URL,
    TOO_MANY_PACKETS,
)
from support_packet.web.errors import ApiError, api_error
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.templates import Templates
from support_packet.web.sub_path import below_site

SUPPORT_URL = "https://mattermost.com/support/"
"""Where Mattermost's own menu sends the admins of a server without a license."""

_REASONS = {
    DOMAIN_ERRORS[AuthenticationError][1]: "anonymous",
    TOKEN_IN_URL[1]: "anonymous",
    DOMAIN_ERRORS[PermissionDeniedError][1]: "forbidden",
    DOMAIN_ERRORS[UnlicensedError][1]: "unlicensed",
}
_BUSY = frozenset(
    {
        TOO_MANY_PACKETS[1],
        OWN_PACKET_RUNNING[1],
        OPERATOR_ERRORS[ConnectionLimitError][1],
        SHORTAGE[1],
    }
)
_CODE = Markup('<code dir="ltr">{}</code>')

RefusalRenderer = Callable[[Request, ApiError, Translator], str]
"""Returns the HTML of the page that says why, in the reader's language."""


def refusal_page(
    authorizer: Authorizer, settings: Settings, templates: Templates, root: str, template: str
) -> RefusalRenderer:
    """Return the page: it explains three refusals that a visitor can act on, and quotes others.

    `template` is `refusal.html`, or that of the end of a page.
    """

    def render(request: Request, refusal: ApiError, translator: Translator) -> str:
        problem = _problem(request, refusal, authorizer)
        if problem:
            refusal = api_error(request, problem)
        reason = _REASONS.get(refusal.error_id, "broken")
        if reason == "broken" and _is_passing(refusal):
            reason = "mistaken"
        site_url = authorizer.site_url(request) if problem or reason == "anonymous" else ""
        posted = request.context.form is not None
        return templates.render(
            template,
            translator,
            reason=reason,
            # Without redirect_to: Mattermost's client takes that for its own page.
            login_url=f"{site_url}/login",
            has_login=problem is not None,
            # With what was chosen before the session expired.
            back_url=below_site(
                request.relative_uri if reason == "anonymous" and not posted else root
            ),
            has_form=authorizer.has_break_glass and (posted or reason == "broken"),
            support_url=SUPPORT_URL,
            with_code=_with_code,
            message=translator.translate(refusal.message),
            request_id=request.context.request_id,
            system_admins_only=settings.required_role == "system_admin",
        )

    return render


def _is_passing(refusal: ApiError) -> bool:
    """Return whether another request may succeed, without anything being repaired."""
    return refusal.status in (400, 404, 405, 413, 429) or refusal.error_id in _BUSY


def _with_code(text: str) -> Markup:
    """Return a message with its commands, which are between backticks, as HTML."""
    parts = text.split("`")
    shown = (_CODE.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return Markup("").join(shown)


def _problem(
    request: Request, refusal: ApiError, authorizer: Authorizer
) -> SupportPacketError | None:
    """Return what is down, for visitors without a token, who would learn it only by logging in."""
    anonymous = refusal.status == HTTPStatus.UNAUTHORIZED and request.context.site_url is None
    return authorizer.problem() if anonymous and request.context.form is None else None
