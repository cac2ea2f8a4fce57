"""gunicorn's worker process, with answers and log lines of our own for malformed requests."""

from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from support_packet.web.context import new_request_id
from support_packet.web.errors import error_body
from support_packet.web.stack_trace import stack_trace

_STATUSES = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ParseException: HTTPStatus.BAD_REQUEST,
}


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn ships no types
    """Serves each request in a thread."""

    def handle_error(self, _request: Any, client: Any, address: Any, error: Exception) -> None:
        """Answer a request that never reached the application.

        gunicorn would repeat the line that it did not understand, in its answer and in the log; it
        may hold a token.
        """
        status = _status(error)
        request_id = new_request_id()
        client_error = isinstance(error, errors.ParseException)
        cause = type(error).__name__ if client_error else stack_trace(error)
        # A Unix socket has no address.
        self.log.warning("request %s from %s: %s", request_id, (address or ("",))[0], cause)
        try:
            client.sendall(_answer(status, request_id))
        except OSError:
            self.log.debug("request %s: the client left", request_id)


def _status(error: Exception) -> HTTPStatus:
    found = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(status: HTTPStatus, request_id: str) -> bytes:
    ours = status == HTTPStatus.INTERNAL_SERVER_ERROR
    error_id = "support_packet.internal_error" if ours else "support_packet.bad_request"
    body = error_body(status, error_id, f"{status.description or status.phrase}.", request_id)
    return (
        f"HTTP/1.1 {status} {status.phrase}\r\n"
        "Connection: close\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Request-Id: {request_id}\r\n"
        "Cache-Control: no-store\r\n"
        f"\r\n{body}"
    ).encode()
