"""Deliveries of one file of a collector without a package."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pluggy

from support_packet.contract import PacketFile
from support_packet.errors import ContentCut
from support_packet.host.collection import Delivery
from support_packet.host.declarations import DeclaredFile
from support_packet.host.origin import Origin
from support_packet.host.plugins import Collector
from support_packet.host.supervision.deadline import Watch
from support_packet.settings import Settings

ORIGIN = Origin("example", "1.0", "point")
SETTINGS = Settings(collector_timeout=20, max_file_bytes=1_000_000)


def deliver(
    collect: Callable[[], Any], settings: Settings = SETTINGS, watch: Watch | None = None
) -> Delivery:
    """Start the delivery of what `collect` returns."""
    collector = Collector(ORIGIN, pluggy.PluginManager("support_packet"), ())
    declared = DeclaredFile(PacketFile("a.txt", collect), collector)
    return Delivery(declared, settings, watch or Watch(60))


def take(delivery: Delivery) -> tuple[bytes, str | None]:
    """Return all content, and why it ended early if it did."""
    taken = bytearray()
    with closing(delivery):
        try:
            for piece in delivery.pieces():
                taken += piece
        except ContentCut as cut:
            return bytes(taken), str(cut)
    return bytes(taken), None
