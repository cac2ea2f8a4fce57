"""The downloads that run in this process, their limit, and their clients' connections."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

import falcon

from support_packet.host.packet import Packet, PacketReport
from support_packet.message import N_
from support_packet.web.audit import AuditEntry
from support_packet.web.errors import ApiError


class Download:
    """The bytes of a packet; at their end, or when the client leaves, all that is `held` is freed.

    A server calls `close` in any case, even before the first chunk: a generator that has not
    started yet would not notice.
    """

    def __init__(self, packet: Packet, audit: AuditEntry, held: ExitStack) -> None:
        self._packet = packet
        self._chunks = packet.stream()
        self._audit = audit
        self._held = held
        self._sent = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            chunk = next(self._chunks)
        except StopIteration:
            self._end(self._packet.report.result)
            raise
        except BrokenPipeError:
            self._end("abandoned")
            raise
        except Exception:
            self._end("failed")
            raise
        self._sent += len(chunk)
        return chunk

    def close(self) -> None:
        """End the work; a client that has not received all of it has left."""
        self._end("abandoned")

    def _end(self, result: str) -> None:
        try:
            self._chunks.close()
        finally:
            self._held.close()
            self._audit.add_packet(self._packet.report, self._sent)
            self._audit.log(result)


class Downloads:
    """Starts downloads, at most `limit` at a time, and can end them all.

    One process serves all requests. If it is killed, the process that replaces it starts with a
    fresh copy, made before the first download, so that no slot stays taken.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._slots = threading.BoundedSemaphore(limit)
        self._connections: dict[Download, socket.socket | None] = {}

    def begin(
        self,
        make: Callable[[], Packet],
        audit: AuditEntry,
        connection: socket.socket | None,
        ended: Callable[[PacketReport], None],
    ) -> Download:
        """Take a slot, make the packet and return its download; `ApiError` (503) without a slot.

        `ended` gets the report before the client sees the packet's end.
        """
        with ExitStack() as stack:
            stack.enter_context(self._slot())
            packet = make()
            # The packet is made: from here on the download frees the slot.
            held = stack.pop_all()
        download = Download(packet, audit, held)
        self._connections[download] = connection
        held.callback(self._connections.pop, download)
        held.callback(lambda: ended(packet.report))
        return download

    def hang_up(self) -> None:
        """Hang up on all clients; each download then ends by itself, and logs its line."""
        for connection in tuple(self._connections.values()):
            hang_up(connection)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(blocking=False):
            raise ApiError(
                503,
                "support_packet.too_many_packets",
                N_(
                    "%(limit)s Support Packets are already being created, the maximum. Try again "
                    "in a moment."
                ),
                limit=self._limit,
            )
        try:
            yield
        finally:
            self._slots.release()


def connection_of(request: falcon.Request) -> socket.socket | None:
    """Return the request's connection; gunicorn provides it, other servers do not."""
    connection: socket.socket | None = request.env.get("gunicorn.socket")
    return connection


def has_left(connection: socket.socket | None) -> bool:
    """Whether the client has closed the connection; never sends or waits."""
    if connection is None:
        return False
    try:
        # A look, not a read: the bytes may be the client's next request. No bytes are its end.
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


def hang_up(connection: socket.socket | None) -> None:
    """End the connection, also under a thread that is sending on it."""
    if connection is None:
        return
    try:
        # Closing would not wake the thread that waits for the client to take more; this does.
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
