"""Answers to requests that fail, in the shape of Mattermost's API."""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import falcon

from support_packet.errors import DatabaseError, TranslatableError
from support_packet.process.shortage import shortage_of
from support_packet.values.message import Message, as_message
from support_packet.web.context import Request
from support_packet.web.error_table import (
    BAD_REQUEST,
    DOMAIN_ERRORS,
    HTTP_ERRORS,
    OPERATOR_ERRORS,
    SHORTAGE,
    UNEXPECTED,
)
from support_packet.web.i18n.languages import error_language
from support_packet.web.i18n.translations import Translations
from support_packet.web.stack_trace import stack_trace

RETRY_SECONDS = 10
"""When to try again while something is busy or down, for nobody knows how long."""

logger = logging.getLogger(__name__)


class ApiError(Exception):
    """An answer in the shape of Mattermost's API.

    `status` is the HTTP status, `error_id` Mattermost's id for the error, for example
    `api.context.permissions.app_error`. Placeholders in `template`, `%(name)s`, are filled with
    `values` after it has been translated. `retry_after` is when another request may succeed, in
    seconds; the client gets it if that can help.
    """

    def __init__(
        self,
        status: int,
        error_id: str,
        template: str | Message,
        /,
        *,
        retry_after: int = RETRY_SECONDS,
        **values: object,
    ) -> None:
        self.status = status
        self.error_id = error_id
        self.retry_after = retry_after
        self.message = as_message(template, **values)
        super().__init__(self.message)


def error_body(status: int, error_id: str, message: str, request_id: str) -> str:
    """Return the JSON that Mattermost's clients expect of an error."""
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


def api_error(request: Request, error: Exception) -> ApiError:
    """Return what the client may know of `error`, and log what only the operator may."""
    refusal = _refusal(request, error)
    request.context.refused = refusal.error_id
    return refusal


def _for_client(error: Exception) -> ApiError | None:
    """Return the answer if the client may know what `error` says."""
    match error:
        case ApiError():
            return error
        case falcon.HTTPMethodNotAllowed():
            allowed = dict(error.headers or {}).get("Allow", "")
            return ApiError(*HTTP_ERRORS[error.status_code], methods=allowed)
        case falcon.HTTPError():
            status, error_id, text = HTTP_ERRORS.get(
                error.status_code, (error.status_code, *BAD_REQUEST)
            )
            return ApiError(status, error_id, text)
        case TranslatableError() if type(error) in DOMAIN_ERRORS:
            status, error_id = DOMAIN_ERRORS[type(error)]
            return ApiError(status, error_id, error.message)
    return None


def _refusal(request: Request, error: Exception) -> ApiError:
    if known_to_client := _for_client(error):
        return known_to_client
    if not isinstance(error, DatabaseError) and (lacking := shortage_of(error)):
        logger.error(
            "request %s: too little of what it needs: %s", request.context.request_id, lacking
        )
        return ApiError(*SHORTAGE)
    known = next((kind for kind in OPERATOR_ERRORS if isinstance(error, kind)), None)
    # The text of an unknown error may hold anything, also a secret: only its place is logged.
    cause = error if known else stack_trace(error)
    logger.error("request %s: %s", request.context.request_id, cause)
    return ApiError(*(OPERATOR_ERRORS[known] if known else UNEXPECTED))


_CLIENT_LEFT = "499 Client Closed Request"
"""As proxies log it."""

SendPage = Callable[[Request, falcon.Response, ApiError], bool]
"""Sends an error as a page to clients that want one, and returns whether this one does."""


def add_error_handlers(
    app: falcon.App[Any, Any], translations: Translations, send_page: SendPage
) -> None:
    """Let `app` answer every exception; no answer says more than the client may know."""

    def answer(request: Request, response: falcon.Response, error: Exception, _: Any) -> None:
        refusal = api_error(request, error)
        log_refusal(request, refusal)
        _close_stream(response)
        if not _sent_page(request, response, refusal):
            _send_json(request, response, refusal)
        if isinstance(error, falcon.HTTPError):
            response.set_headers(error.headers or {})

    def _sent_page(request: Request, response: falcon.Response, refusal: ApiError) -> bool:
        try:
            return send_page(request, response, refusal)
        except Exception as error:
            if shortage_of(error):
                return False
            raise

    def _send_json(request: Request, response: falcon.Response, refusal: ApiError) -> None:
        accepted = request.get_header("Accept-Language", default="")
        language = error_language(accepted, request.context.default_locale)
        message = translations.for_language(language).translate(refusal.message)
        _send(request, response, refusal, message)

    app.add_error_handler(Exception, answer)
    app.add_error_handler(BrokenPipeError, _log_left)
    # Falcon has its own handler for these, which is more specific than the one above.
    app.add_error_handler(falcon.HTTPError, answer)


def _close_stream(response: falcon.Response) -> None:
    """End what the resource would have sent, such as a download, which would keep its slot."""
    if close := getattr(response.stream, "close", None):
        close()


def _log_left(
    request: Request, response: falcon.Response, _error: Exception, _parameters: Any
) -> None:
    """Log that the client left before its packet began: nobody reads an answer."""
    response.status = _CLIENT_LEFT
    if request.context.audit:
        request.context.audit.log("abandoned")


def set_status(response: falcon.Response, refusal: ApiError) -> None:
    """Set the status, and when to try again if that can help."""
    response.status = refusal.status
    if refusal.status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
        response.retry_after = refusal.retry_after


def _send(request: Request, response: falcon.Response, refusal: ApiError, message: str) -> None:
    set_status(response, refusal)
    response.content_type = falcon.MEDIA_JSON
    response.text = error_body(
        refusal.status, refusal.error_id, message, request.context.request_id
    )


def log_refusal(request: Request, refusal: ApiError) -> None:
    """Log the audit line of a request for a packet that was refused or has failed."""
    if audit := request.context.audit:
        audit.add(status=refusal.status, error_id=refusal.error_id)
        is_failure = refusal.status == HTTPStatus.INTERNAL_SERVER_ERROR
        audit.log("failed" if is_failure else "refused")
