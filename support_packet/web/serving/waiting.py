"""Holds connections that need no thread yet: until a request is whole, or the client hangs up.

gunicorn gives a thread to each connection that has sent a byte, and waits in its main thread for
clients to close. A few hundred clients that send five bytes each would take all threads.
"""

import selectors
import socket
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from support_packet.web.serving.raw_request import PartialRequest

REQUEST_SECONDS = 10.0
"""How long a client may take for a whole request."""

MAX_WAITING = 512
"""When more clients wait, the one that has waited longest is dropped."""

_LINGER_SECONDS = 2.0
_LINGER_BYTES = 64 * 1024
_PIECE = 16 * 1024
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass
class _Client:
    """One connection, until when it is waited for, and what there is of its request.

    `asked` says whether it was asked to send the body.
    """

    connection: Any
    until: float
    request: PartialRequest = field(default_factory=PartialRequest)
    asked: bool = False
    dropped: int = 0


class WaitingClients:
    """The clients of one worker that need no thread; used in its main thread only.

    `hand_over(connection, request)` gets a connection with the bytes of at least one whole request,
    `refuse(connection)` one whose request is too large, and `drop(connection, late)` one that has
    hung up, was waited for too long (`late`), or has to make room.
    """

    def __init__(
        self,
        poller: selectors.BaseSelector,
        hand_over: Callable[[Any, bytes], None],
        refuse: Callable[[Any], None],
        drop: Callable[[Any, bool], None],
    ) -> None:
        self._poller = poller
        self._hand_over = hand_over
        self._refuse = refuse
        self._drop = drop
        # In the order of their times: all of one kind are waited for equally long.
        self._asking: OrderedDict[int, _Client] = OrderedDict()
        self._leaving: OrderedDict[int, _Client] = OrderedDict()

    def await_request(self, connection: Any, received: bytes = b"") -> None:
        """Wait for the rest of a request of which `received` is there already."""
        client = _Client(connection, monotonic() + REQUEST_SECONDS, PartialRequest(received))
        # Mostly it is there already: to wait for it would take three calls of the system more.
        client.connection.sock.setblocking(False)
        client.request.add(_receive(client) or b"")
        if self._settle(client):
            return
        self._watch(self._asking, client, self._on_request)
        if len(self._asking) > MAX_WAITING:
            self.make_room()

    def make_room(self, seconds: float = 0.0) -> None:
        """Drop the client that has waited longest for its request, if for more than `seconds`."""
        first = next(iter(self._asking.values()), None)
        if first and first.until - REQUEST_SECONDS + seconds <= monotonic():
            self._forget(self._asking, first, late=False)

    def linger(self, connection: Any) -> None:
        """Let the client receive the answer and hang up; what it still sends is dropped."""
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection, False)
            return
        client = _Client(connection, monotonic() + _LINGER_SECONDS)
        self._watch(self._leaving, client, self._on_rest)

    def sweep(self, now: float | None = None) -> None:
        """Drop all clients whose time is over."""
        now = monotonic() if now is None else now
        for clients, late in ((self._asking, True), (self._leaving, False)):
            while clients and (first := next(iter(clients.values()))).until <= now:
                self._forget(clients, first, late=late and bool(first.request.received))

    def close(self) -> None:
        """Drop all clients that have not sent a whole request."""
        while self._asking:
            self._forget(self._asking, next(iter(self._asking.values())), late=False)

    def _watch(
        self,
        clients: OrderedDict[int, _Client],
        client: _Client,
        callback: Callable[[_Client, Any], None],
    ) -> None:
        sock = client.connection.sock
        sock.setblocking(False)
        clients[id(client)] = client
        self._poller.register(sock, selectors.EVENT_READ, partial(callback, client))

    def _release(self, clients: OrderedDict[int, _Client], client: _Client) -> None:
        clients.pop(id(client), None)
        with suppress(OSError, KeyError, ValueError):
            self._poller.unregister(client.connection.sock)

    def _forget(self, clients: OrderedDict[int, _Client], client: _Client, *, late: bool) -> None:
        self._release(clients, client)
        self._drop(client.connection, late)

    def _on_request(self, client: _Client, _sock: Any) -> None:
        piece = _receive(client)
        if piece is None:
            return
        if not piece:
            self._forget(self._asking, client, late=False)
            return
        client.request.add(piece)
        self._settle(client)

    def _settle(self, client: _Client) -> bool:
        """Hand over or refuse the client if its request is whole or too large; return whether."""
        request = client.request
        if not request.is_whole and not request.is_too_large:
            if not client.asked and request.expects_to_be_asked:
                client.asked = True
                with suppress(OSError):
                    client.connection.sock.send(_CONTINUE)
            return False
        self._release(self._asking, client)
        if request.is_whole:
            self._hand_over(client.connection, bytes(request.received))
        else:
            self._refuse(client.connection)
        return True

    def _on_rest(self, client: _Client, _sock: Any) -> None:
        piece = _receive(client)
        if piece is None:
            return
        client.dropped += len(piece)
        if not piece or client.dropped > _LINGER_BYTES:
            self._forget(self._leaving, client, late=False)


def _receive(client: _Client) -> bytes | None:
    """Return what has come, nothing at the end of the connection, `None` for nothing yet."""
    try:
        piece: bytes = client.connection.sock.recv(_PIECE)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""
    return piece
