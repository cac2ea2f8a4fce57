"""Blocks of content, taken to their end or to where they are cut."""

from collections.abc import Iterable

from support_packet.errors import ContentCut


def take_all(blocks: Iterable[bytes]) -> tuple[bytes, str]:
    """Return what there is to send, and why it is not all."""
    sent = bytearray()
    try:
        for block in blocks:
            sent += block
    except ContentCut as cut:
        return bytes(sent), str(cut)
    return bytes(sent), ""
