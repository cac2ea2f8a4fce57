"""Answers to requests that never reach the application: malformed, too large, or not in time."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors

from support_packet.web.context import new_request_id
from support_packet.web.error_table import BAD_REQUEST, SHORTAGE, UNEXPECTED
from support_packet.web.errors import RETRY_SECONDS, error_body
from support_packet.web.refusals import RefusalLog

STATUSES = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ParseException: HTTPStatus.BAD_REQUEST,
}


_UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
TOO_LARGE = (HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the request is too large")
TOO_LATE = (HTTPStatus.REQUEST_TIMEOUT, "the request did not end")
NO_THREAD = (_UNAVAILABLE, "no other thread can be started")
"""What is answered, and why, where gunicorn has read nothing."""

_ERROR_IDS = {_UNAVAILABLE: SHORTAGE[1], HTTPStatus.INTERNAL_SERVER_ERROR: UNEXPECTED[1]}

logger = logging.getLogger(__name__)


class MalformedRequests:
    """Answers them, logs some of them and counts all.

    `count` gets the reason, which is one of a few, and how many more there are.
    """

    def __init__(self, count: Callable[[str, int], None]) -> None:
        self._count = count
        self._log = RefusalLog()
        for status in (*STATUSES.values(), TOO_LATE[0], *_ERROR_IDS):
            # Prometheus sees an increase only of what is there before.
            count(_reason(status), 0)

    def answer(self, client: Any, address: Any, status: HTTPStatus, cause: str) -> None:
        """Send the answer to `client`; `cause` is for the operator's log."""
        request_id = new_request_id()
        self._count(_reason(status), 1)
        # A Unix socket has no address.
        self._log.add(request_id, (address or ("",))[0], status, cause)
        try:
            client.sendall(answer(status, request_id))
        except OSError:
            logger.debug("request %s: the client left", request_id)


def _reason(status: HTTPStatus) -> str:
    return _ERROR_IDS.get(status, f"malformed_{status:d}")


def status_of(error: Exception) -> HTTPStatus:
    """Return the status of the answer to a request that gunicorn could not read."""
    found = (status for kind, status in STATUSES.items() if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(status: HTTPStatus, request_id: str) -> bytes:
    """Return the whole answer, head and body."""
    error_id = _ERROR_IDS.get(status, BAD_REQUEST[0])
    body = error_body(status, error_id, f"{status.description or status.phrase}.", request_id)
    wait = f"Retry-After: {RETRY_SECONDS}\r\n" if status == _UNAVAILABLE else ""
    return (
        f"HTTP/1.1 {status} {status.phrase}\r\n"
        "Connection: close\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Request-Id: {request_id}\r\n"
        "Cache-Control: no-store\r\n"
        f"{wait}\r\n{body}"
    ).encode()
