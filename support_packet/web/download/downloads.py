"""The downloads that run in this process."""

from collections.abc import Callable
from contextlib import ExitStack

from support_packet.host.packet import Packet, PacketReport
from support_packet.web.audit import AuditEntry
from support_packet.web.download.client import Client
from support_packet.web.download.download import Download
from support_packet.web.download.slots import Slots


class Downloads:
    """Begins downloads while there are slots, and can end them all."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._running: set[Download] = set()

    def begin(
        self,
        make: Callable[[], Packet],
        audit: AuditEntry,
        client: Client,
        ended: Callable[[PacketReport], None],
    ) -> Download:
        """Take a slot, make the packet and return its download; `ApiError` (503) without a slot.

        `ended` is told what became of the packet before the client sees its end.
        """
        with ExitStack() as stack:
            stack.enter_context(self._slots.take())
            packet = make()
            held = stack.pop_all()
        download = Download(packet, audit, client, held)
        self._running.add(download)
        held.callback(self._running.discard, download)
        held.callback(lambda: ended(packet.report))
        return download

    def cut_off(self) -> None:
        """Hang up on all clients; each download ends by itself then, and logs its line."""
        for download in tuple(self._running):
            download.cut_off()
