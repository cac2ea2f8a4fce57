"""The downloads that run in this process."""

import math
import socket
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from support_packet.process.running_work import running_work
from support_packet.web.audit import AuditEntry
from support_packet.web.download.client_connection import hang_up
from support_packet.web.download.failures import log_failures
from support_packet.web.download.slots import Slot, Slots

if TYPE_CHECKING:
    from support_packet.host.packet import Packet, PacketReport

Ended = Callable[[str, "PacketReport", int], None]
"""Is called with the result of a download, the packet's report, and how many bytes were sent."""


class Download:
    """The bytes of a packet; at their end, or when the client leaves, all that is `held` is freed.

    A server calls `close` in any case, even before the first chunk: a generator that has not
    started yet would not notice.
    """

    def __init__(
        self,
        packet: "Packet",
        audit: AuditEntry,
        slot: Slot,
        held: ExitStack,
        count: Ended | None = None,
    ) -> None:
        self._packet = packet
        self._slot = slot
        self._count = count
        self._chunks = packet.stream()
        self._audit = audit
        self._held = held
        self._sent = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        self._slot.sending = False
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
        self._slot.sending = True
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
            # The first call knows how it ended.
            if self._audit.log(result):
                log_failures(self._audit.facts.get("request_id"), self._packet.report.failures)
                if self._count:
                    self._count(result, self._packet.report, self._sent)


class Downloads:
    """Starts downloads, at most `limit` at a time, and can end them all.

    None takes more than `longest` seconds.

    One process serves all requests. If it is killed, the process that replaces it starts with a
    fresh copy, made before the first download, so that no slot stays taken. `count` is called with
    each download that has ended.
    """

    def __init__(self, limit: int, longest: float = math.inf) -> None:
        self.slots = Slots(limit, longest)
        self.count: Ended | None = None

    def begin(
        self,
        make: Callable[[], "Packet"],
        audit: AuditEntry,
        connection: socket.socket | None,
        ended: Callable[["PacketReport"], None],
        owner: str,
    ) -> Download:
        """Take a slot, make the packet and return its download; `ApiError` (503) without a slot.

        `ended` gets the report before the client sees the packet's end. `owner` is the user.
        """
        with ExitStack() as stack:
            stack.enter_context(running_work.packet(audit.facts))
            slot = self.slots.take(owner, connection)
            stack.callback(self.slots.give_back, slot)
            packet = make()
            slot.end_within = packet.end_within
            held = ExitStack()
            download = Download(packet, audit, slot, held, self.count)
            # From here on the download frees the slot.
            held.push(stack.pop_all())
            held.callback(lambda: ended(packet.report))
        return download

    def end_within(self, seconds: float) -> None:
        """Let all packets end early, each as a valid ZIP."""
        for slot in self.slots.running:
            slot.end_within(seconds)

    def hang_up(self) -> None:
        """Hang up on all clients; each download then ends by itself, and logs its line."""
        for slot in self.slots.running:
            hang_up(slot.connection)
