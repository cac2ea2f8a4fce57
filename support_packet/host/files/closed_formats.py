"""Compressed formats that cannot be opened, so that no secret can be removed from them."""

from support_packet.host.hooks.chosen_files import ALLOW_BINARY
from support_packet.redaction.compressed_kinds import Kind
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_CLOSED = N_(
    "It is compressed as %(kind)s, which cannot be opened here, so no secret would be removed."
)
_CLOSED_KINDS = frozenset({"Zstandard", "LZ4", "7z", "RAR", "compress"})
"""The formats that cannot be opened."""


def closed_reason(kind: Kind | None, settings: Settings) -> Reason | None:
    """Return why content of this kind is left out, `None` if it is not."""
    if kind not in _CLOSED_KINDS or settings.allow_binary:
        return None
    return Reason(Message(_CLOSED, kind=kind), Message(ALLOW_BINARY))
