"""Content in blocks, read to its end or to where it is cut."""

from collections.abc import Iterable

from support_packet.errors import ContentCut


def take_all(blocks: Iterable[bytes]) -> tuple[bytes, str]:
    """Return the joined blocks, and why they end early, or an empty string."""
    sent = bytearray()
    try:
        for block in blocks:
            sent += block
    except ContentCut as cut:
        return bytes(sent), str(cut)
    return bytes(sent), ""
