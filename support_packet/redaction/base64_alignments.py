"""What base64 makes of bytes within others: which of its characters are certain."""

from binascii import b2a_base64
from collections.abc import Iterator


def aligned_base64(raw: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield what `raw` becomes after none, one and two unknown bytes, with padding.

    The first characters that depend on these, too, are left out. With each comes how many
    characters do not depend on what follows `raw`.
    """
    # Three bytes become four characters: after one or two bytes of something else, the first two or
    # three characters depend on those, too.
    for unknown, shared in ((0, 0), (1, 2), (2, 3)):
        encoded = b2a_base64(bytes(unknown) + raw, newline=False)
        yield encoded[shared:], (unknown + len(raw)) * 8 // 6 - shared


def certain_base64(raw: bytes) -> Iterator[bytes]:
    """Yield what all of these have, whatever comes before and after `raw`."""
    for encoded, certain in aligned_base64(raw):
        yield encoded[:certain]
