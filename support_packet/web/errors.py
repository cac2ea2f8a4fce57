"""Answers for what goes wrong, in the shape of Mattermost's API."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from support_packet.errors import (
    AuthenticationError,
    DatabaseError,
    InstallationError,
    MfaRequiredError,
    PermissionDeniedError,
    SupportPacketError,
    TranslatableError,
    UnknownFileError,
    UnlicensedError,
)
from support_packet.message import N_
from support_packet.web.api_error import ApiError
from support_packet.web.i18n.languages import error_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.stack_trace import stack_trace

RETRY_SECONDS = 10
"""When to ask again while something is busy or down."""

DOMAIN_ERRORS: Mapping[type[SupportPacketError], tuple[int, str]] = {
    AuthenticationError: (401, "api.context.session_expired.app_error"),
    MfaRequiredError: (403, "api.context.mfa_required.app_error"),
    PermissionDeniedError: (403, "api.context.permissions.app_error"),
    UnlicensedError: (403, "api.no_license"),
    UnknownFileError: (400, "api.context.invalid_url_param.app_error"),
}
"""Status and Mattermost's id of each error whose own message the client gets."""

_OPERATOR_ERRORS: Mapping[type[SupportPacketError], tuple[int, str, str]] = {
    DatabaseError: (
        503,
        "support_packet.database_unreachable",
        N_(
            "Mattermost's database does not answer, so nobody can be recognized. This "
            "program's log says why. The operator's break-glass token works without the "
            "database."
        ),
    ),
    InstallationError: (
        500,
        "support_packet.installation_unreadable",
        N_("Mattermost's configuration cannot be read. This program's log says why."),
    ),
}
"""What the client gets in place of a message that is for the operator's log only."""

_UNEXPECTED = (
    500,
    "support_packet.internal_error",
    N_("Something unexpected happened. This program's log says more under this request id."),
)
_HTTP_ERRORS: Mapping[int, tuple[int, str, str]] = {
    404: (404, "api.context.404.app_error", N_("Sorry, we could not find the page.")),
    405: (
        405,
        "support_packet.method_not_allowed",
        N_("This address answers GET and HEAD only."),
    ),
}
_BAD_REQUEST = ("support_packet.bad_request", N_("The request does not make sense."))

logger = logging.getLogger(__name__)


def error_body(status: int, error_id: str, message: str, request_id: str) -> str:
    """Return the JSON that Mattermost's clients expect of an answer that is no success."""
    return json.dumps(
        {
            "id": error_id,
            "message": message,
            "detailed_error": "",
            "request_id": request_id,
            "status_code": status,
        },
        separators=(",", ":"),
    )


def api_error(request: falcon.Request, error: Exception) -> ApiError:
    """Return what the client may know of `error`, and log what only the operator may."""
    match error:
        case ApiError():
            return error
        case falcon.HTTPError():
            status, error_id, text = _HTTP_ERRORS.get(
                error.status_code, (error.status_code, *_BAD_REQUEST)
            )
            return ApiError(status, error_id, text)
        case TranslatableError() if type(error) in DOMAIN_ERRORS:
            status, error_id = DOMAIN_ERRORS[type(error)]
            return ApiError(status, error_id, error.message)
    known = next((kind for kind in _OPERATOR_ERRORS if isinstance(error, kind)), None)
    told = error if known else stack_trace(error)
    logger.error("request %s: %s", request.context.request_id, told)
    return ApiError(*(_OPERATOR_ERRORS[known] if known else _UNEXPECTED))


class ErrorAnswers:
    """Answers every exception of an application; none says more than the client may know."""

    def __init__(self, translations: Translations) -> None:
        self._translations = translations

    def add_to(self, app: falcon.App[Any, Any]) -> None:
        """Let `app` answer exceptions so."""
        app.add_error_handler(Exception, self._answer)
        app.add_error_handler(falcon.HTTPError, self._answer)

    def _answer(
        self, request: falcon.Request, response: falcon.Response, error: Exception, _params: Any
    ) -> None:
        refused = api_error(request, error)
        message = self._translator(request).translate(refused.message)
        if isinstance(error, falcon.HTTPError):
            response.set_headers(error.headers or {})
        if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
            response.retry_after = RETRY_SECONDS
        response.status = refused.status
        response.content_type = falcon.MEDIA_JSON
        response.stream = None
        response.text = error_body(
            refused.status, refused.error_id, message, request.context.request_id
        )
        _note_refusal(request, refused)

    def _translator(self, request: falcon.Request) -> Translator:
        accepted = request.get_header("Accept-Language", default="")
        default = request.context.get("default_locale")
        known_default = default if isinstance(default, str) else ""
        return self._translations.for_language(error_language(accepted, known_default))


def _note_refusal(request: falcon.Request, refused: ApiError) -> None:
    """Log the audit line of a request for a packet that gets none."""
    if audit := request.context.get("audit"):
        audit.add(status=refused.status, error_id=refused.error_id)
        audit.log("refused" if refused.status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed")
