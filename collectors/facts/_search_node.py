"""A node of a search server that is asked for little, and not for long."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import DEFAULT

_MOST_BYTES = 2**20


class BoundedNode(elastic.BaseNode):
    """A node that follows no redirect, and gives up at too long or too slow an answer.

    Its timeout bounds each single wait; after twice that time a request is cut off.
    """

    def perform_request(  # type: ignore[override] # of the same fields, and the one exported
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: elastic.HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,  # noqa: ARG002 -- the configured one holds
    ) -> elastic.TransportApiResponse:
        """Make one request, on a connection of its own."""
        start = monotonic()
        sent = {**self.headers, **(headers or {})}
        try:
            with self._connection() as connection:
                connection.request(method, self.path_prefix + target, body, sent)
                with connection.getresponse() as response:
                    content = response.read(_MOST_BYTES + 1)
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise elastic.ConnectionError(reason) from None
        duration = monotonic() - start
        if len(content) > _MOST_BYTES or duration > self._most_seconds:
            raise elastic.ConnectionError("the answer is too long, or comes too slowly")
        received = elastic.HttpHeaders(response.getheaders())
        meta = elastic.ApiResponseMeta(response.status, "1.1", received, duration, self.config)
        return elastic.TransportApiResponse(meta, content)

    @property
    def _most_seconds(self) -> float:
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
            timer = Timer(self._most_seconds, _shut_down, [connection.sock])
            timer.daemon = True
            timer.start()
            try:
                yield connection
            finally:
                timer.cancel()


def _shut_down(connected: socket.socket) -> None:
    with suppress(OSError):  # It may be closed by now.
        connected.shutdown(socket.SHUT_RDWR)
