"""The headers that every answer carries, and the methods that are answered at all."""

from typing import Any

import falcon

from support_packet.web.context import Request

_METHODS = ("GET", "HEAD", "POST")


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
        """Refuse what the resource lacks, also OPTIONS, which Falcon would answer by itself."""
        allowed = [name for name in _METHODS if hasattr(resource, f"on_{name.lower()}")]
        if request.method not in allowed:
            raise falcon.HTTPMethodNotAllowed(allowed)
