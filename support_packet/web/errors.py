"""Answers for what goes wrong, in the shape of Mattermost's API."""

import json
import logging
from http import HTTPStatus
from typing import Any

import falcon

from support_packet.errors import AccessError, DatabaseError, InstallationError
from support_packet.web.i18n.languages import error_language
from support_packet.web.i18n.translations import Translations, Translator
from support_packet.web.stack_trace import stack_trace

RETRY_SECONDS = 10
"""When to ask again while something is busy or down."""

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


def refusal(request: falcon.Request, error: Exception) -> AccessError:
    """Return what the client may know of `error`, and log what only the operator may."""
    request_id = request.context.request_id
    match error:
        case AccessError():
            return error
        case falcon.HTTPError():
            return _not_served(error.status_code)
        case DatabaseError():
            logger.error("request %s: %s", request_id, error)
            return AccessError(
                503,
                "support_packet.database_unreachable",
                "Mattermost's database does not answer, so nobody can be recognized. This "
                "program's log says why. The operator's break-glass token works without the "
                "database.",
            )
        case InstallationError():
            logger.error("request %s: %s", request_id, error)
            return AccessError(
                500,
                "support_packet.installation_unreadable",
                "Mattermost's configuration cannot be read. This program's log says why.",
            )
        case _:
            logger.error("request %s: %s", request_id, stack_trace(error))
            return AccessError(
                500,
                "support_packet.internal_error",
                "Something unexpected happened. This program's log says more under this request "
                "id.",
            )


def _not_served(status: int) -> AccessError:
    if status == HTTPStatus.NOT_FOUND:
        return AccessError(
            status, "api.context.404.app_error", "Sorry, we could not find the page."
        )
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return AccessError(
            status,
            "support_packet.method_not_allowed",
            "This address answers GET and HEAD only.",
        )
    return AccessError(status, "support_packet.bad_request", "The request does not make sense.")


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
        refused = refusal(request, error)
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


def _note_refusal(request: falcon.Request, refused: AccessError) -> None:
    """Log the audit line of a request for a packet that gets none."""
    if audit := request.context.get("audit"):
        audit.add(status=refused.status, error_id=refused.error_id)
        audit.log("refused" if refused.status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed")
