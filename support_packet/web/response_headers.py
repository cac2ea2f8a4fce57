"""The headers that every answer carries, and the methods that are answered at all."""

from typing import Any

import falcon

from support_packet.web.context import Request

METHODS = ("GET", "HEAD")


class ResponseHeaders:
    """Falcon middleware: the request's id, and headers that keep an answer from being reused."""

    def process_request(self, request: Request, response: falcon.Response) -> None:
        """Set them before routing, so that errors and unknown addresses carry them, too."""
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
        request: Request,
        _response: falcon.Response,
        resource: object,
        _params: dict[str, Any],
    ) -> None:
        """Refuse all other methods, including OPTIONS, which Falcon would answer by itself."""
        posted = request.method == "POST" and hasattr(resource, "on_post")
        if request.method not in METHODS and not posted:
            raise falcon.HTTPMethodNotAllowed(METHODS)
