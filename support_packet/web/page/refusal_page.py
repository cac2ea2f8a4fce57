"""The page for requests that may not have a packet: why, and where to go."""

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


class RefusalPage:
    """Explains the three refusals that a visitor can act on; of others it shows the message."""

    def __init__(
        self, authorizer: Authorizer, settings: Settings, templates: Templates, root: str
    ) -> None:
        self._authorizer = authorizer
        self._system_admins_only = settings.required_role == "system_admin"
        self._templates = templates
        self._root = root

    def render(self, request: Request, refusal: ApiError, translator: Translator) -> str:
        """Return the page in the reader's language."""
        reason = _REASONS.get(refusal.error_id, "broken")
        return self._templates.render(
            "refusal.html",
            translator,
            reason=reason,
            login_url=self._login_url(request) if reason == "anonymous" else "",
            support_url=SUPPORT_URL,
            message=translator.translate(refusal.message),
            request_id=request.context.request_id,
            system_admins_only=self._system_admins_only,
        )

    def _login_url(self, request: Request) -> str:
        """Return the address of Mattermost's login, which leads back here afterwards."""
        back = quote(self._root, safe="")
        return f"{self._authorizer.site_url(request)}/login?redirect_to={back}"
