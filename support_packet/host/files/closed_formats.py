"""Compressed formats that cannot be opened, so that no secret can be removed from them."""

from support_packet.host.hooks.chosen_files import ALLOW_BINARY
from support_packet.redaction.compressed_kinds import open_compressed
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_CLOSED = N_(
    "It is compressed as %(kind)s, which cannot be opened here, so no secret would be removed."
)
CLOSED = frozenset({"Zstandard", "LZ4", "7z", "RAR", "compress"})
"""The formats that cannot be opened."""


def closed_reason(head: bytes, settings: Settings) -> Reason | None:
    """Return why content that begins with `head` is left out, `None` if it is not."""
    kind = open_compressed(head)
    if kind not in CLOSED or settings.allow_binary:
        return None
    return Reason(Message(_CLOSED, kind=kind), Message(ALLOW_BINARY))
