"""A node for the client of the search server, with a limit on how much is read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import DEFAULT

from collectors.facts._network import MAX_BYTES, reason_text
from support_packet import shut_down_after


class BoundedNode(elastic.BaseNode):
    """A node that follows no redirect, and gives up if a response is too long or too slow.

    Its timeout bounds each single wait; after twice that time a request is cut off.
    """

    def perform_request(  # type: ignore[override] # of the same fields, and the one exported
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: elastic.HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,  # noqa: ARG002 -- the configured one counts
    ) -> elastic.TransportApiResponse:
        """Make one request, on its own connection."""
        start = monotonic()
        sent = {**self.headers, **(headers or {})}
        try:
            with self._connection() as connection:
                connection.request(method, self.path_prefix + target, body, sent)
                with connection.getresponse() as response:
                    content = response.read(MAX_BYTES + 1)
        except (OSError, HTTPException, ValueError) as error:
            raise elastic.ConnectionError(reason_text(error)) from None
        duration = monotonic() - start
        if len(content) > MAX_BYTES or duration > self._max_seconds:
            raise elastic.ConnectionError("the response is too long, or comes too slowly")
        received = elastic.HttpHeaders(response.getheaders())
        meta = elastic.ApiResponseMeta(response.status, "1.1", received, duration, self.config)
        return elastic.TransportApiResponse(meta, content)

    @property
    def _max_seconds(self) -> float:
        return 2 * (self.config.request_timeout or 0)

    @contextmanager
    def _connection(self) -> Iterator[HTTPConnection]:
        connection = HTTPConnection(self.host, self.port, timeout=self.config.request_timeout)
        if context := self.config.ssl_context:
            connection = HTTPSConnection(
                self.host, self.port, timeout=self.config.request_timeout, context=context
            )
        with closing(connection):
            connection.connect()
            # The connection gives its socket away to a response without a length.
            connected = connection.sock
            with shut_down_after(self._max_seconds, lambda: connected):
                yield connection
