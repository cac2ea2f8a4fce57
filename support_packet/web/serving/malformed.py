"""Answers to requests that never reach the application: malformed, too large, or not in time."""

from http import HTTPStatus

from gunicorn.http import errors

from support_packet.web.error_table import BAD_REQUEST, SHORTAGE, UNEXPECTED
from support_packet.web.errors import RETRY_SECONDS, error_body

_STATUSES = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ParseException: HTTPStatus.BAD_REQUEST,
}


UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
_ERROR_IDS = {UNAVAILABLE: SHORTAGE[1], HTTPStatus.INTERNAL_SERVER_ERROR: UNEXPECTED[1]}


def status_of(error: Exception) -> HTTPStatus:
    """Return the status of the answer to a request that gunicorn could not read."""
    found = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(status: HTTPStatus, request_id: str) -> bytes:
    """Return the whole answer, head and body."""
    error_id = _ERROR_IDS.get(status, BAD_REQUEST[0])
    body = error_body(status, error_id, f"{status.description or status.phrase}.", request_id)
    wait = f"Retry-After: {RETRY_SECONDS}\r\n" if status == UNAVAILABLE else ""
    return (
        f"HTTP/1.1 {status} {status.phrase}\r\n"
        "Connection: close\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Request-Id: {request_id}\r\n"
        "Cache-Control: no-store\r\n"
        f"{wait}\r\n{body}"
    ).encode()
