"""How large the content of a compressed log is, as far as that is known without reading it."""

import io
import os

_MAX_RATIO = 1032
"""How much smaller deflate makes anything at most; so do the others, but for repetitions."""


def claimed_size(file: io.FileIO) -> int:
    """Return the size of the content that the gzip file claims, modulo 4 GiB (RFC 1952).

    Of several members, only that of the last one.
    """
    size = os.fstat(file.fileno()).st_size
    return int.from_bytes(os.pread(file.fileno(), 4, max(0, size - 4)), "little")


def possible_size(file: io.FileIO) -> int:
    """Return how large the content may be."""
    return os.fstat(file.fileno()).st_size * _MAX_RATIO
