"""What every answer carries, and which methods are answered at all."""

from typing import Any

import falcon

from support_packet.web.request_id import new_request_id

METHODS = ("GET", "HEAD")


class ResponseHeaders:
    """Falcon middleware: a request id and the headers that keep an answer from being reused."""

    def process_request(self, request: falcon.Request, response: falcon.Response) -> None:
        """Give the request its id; also answers to unknown addresses and errors carry it."""
        request.context.request_id = new_request_id()
        response.set_headers(
            {
                "X-Request-Id": request.context.request_id,
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
            }
        )

    def process_resource(
        self,
        request: falcon.Request,
        _response: falcon.Response,
        _resource: object,
        _params: dict[str, Any],
    ) -> None:
        """Refuse all methods but two, also OPTIONS, which Falcon would answer by itself."""
        if request.method not in METHODS:
            raise falcon.HTTPMethodNotAllowed(METHODS)
