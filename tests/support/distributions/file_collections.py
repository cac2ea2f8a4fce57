"""Collections of one file, from a collector that no package holds."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pluggy

from support_packet.contract import PacketFile, PacketFolder
from support_packet.errors import ContentCut
from support_packet.host.discovery.collector import Collector
from support_packet.host.files.collection import FileCollection
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings

ORIGIN = CollectorId("example", "1.0", "point")
SETTINGS = Settings(collector_timeout=20, max_file_bytes=1_000_000)


def deliver(
    collect: Callable[[], Any], settings: Settings = SETTINGS, deadline: Deadline | None = None
) -> FileCollection:
    """Start the collection of what `collect` returns."""
    collector = Collector(ORIGIN, pluggy.PluginManager("support_packet"), ())
    declared: Declared[PacketFile | PacketFolder]
    declared = Declared(PacketFile("a.txt", collect), collector)
    return FileCollection(declared, settings, deadline or Deadline(60))


def take(collection: FileCollection) -> tuple[bytes, str | None]:
    """Return all content, and why it ended early if it did."""
    taken = bytearray()
    with closing(collection):
        try:
            for piece in collection.pieces():
                taken += piece
        except ContentCut as cut:
            return bytes(taken), str(cut)
    return bytes(taken), None
