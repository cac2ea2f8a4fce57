"""Private keys that are open at some place of a text: it must not be cut there."""

from support_packet.redaction.quick_look import QuickLook
from support_packet.redaction.rules.keys.prefixed_keys import open_prefixed_key
from support_packet.redaction.rules.keys.private_keys import (
    MAX_HEADER_BYTES,
    MAX_KEY_BYTES,
    open_key,
    start_of_key_lines,
)
from support_packet.redaction.rules.keys.putty_keys import HEADER, open_putty_key

_headers = QuickLook((b"BEGIN", HEADER))


def open_keys(data: bytes, end: int) -> list[int]:
    """Return the starts of the lines that open a key which may go on after `end`."""
    kinds = [open_key, open_prefixed_key, open_putty_key]
    # To say that there is no header, a search backwards takes ten times as long.
    if not _headers.finds(data[max(0, end - MAX_KEY_BYTES - MAX_HEADER_BYTES) : end]):
        kinds = [start_of_key_lines]
    return [start for kind in kinds if (start := kind(data, end)) is not None]
