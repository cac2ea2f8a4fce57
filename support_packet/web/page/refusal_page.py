"""The page for requests that may not have a packet: why, and where to go."""

from collections.abc import Callable
from urllib.parse import quote

from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.context import Request
from support_packet.web.errors import ApiError
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.templates import Templates

SUPPORT_URL = "https://mattermost.com/support/"
"""Where Mattermost's own menu sends the admins of a server without a license."""

_REASONS = {
    "api.context.session_expired.app_error": "anonymous",
    "api.context.token_provided.app_error": "anonymous",
    "api.context.permissions.app_error": "forbidden",
    "api.no_license": "unlicensed",
}


RefusalRenderer = Callable[[Request, ApiError, Translator], str]
"""Returns the HTML of the page that says why, in the reader's language."""


def refusal_page(
    authorizer: Authorizer, settings: Settings, templates: Templates, root: str
) -> RefusalRenderer:
    """Return the page: it explains three refusals that a visitor can act on, and quotes others."""

    def render(request: Request, refusal: ApiError, translator: Translator) -> str:
        reason = _REASONS.get(refusal.error_id, "broken")
        site_url = authorizer.site_url(request) if reason == "anonymous" else ""
        return templates.render(
            "refusal.html",
            translator,
            reason=reason,
            # Mattermost's login leads back here afterwards.
            login_url=f"{site_url}/login?redirect_to={quote(root, safe='')}",
            support_url=SUPPORT_URL,
            message=translator.translate(refusal.message),
            request_id=request.context.request_id,
            system_admins_only=settings.required_role == "system_admin",
        )

    return render
