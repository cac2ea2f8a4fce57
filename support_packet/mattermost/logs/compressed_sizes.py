"""How large the content of a compressed log is, as far as that is known without reading it."""

import io
import os
from collections.abc import Callable

from support_packet.files.decompressor import Decompressor
from support_packet.mattermost.logs.decompressors import FORMATS

_MAX_RATIO = 200
"""How much smaller logs become at most, but for those that repeat one line."""


def claimed_size(file: io.FileIO) -> int:
    """Return the size of the content that the gzip file claims, modulo 4 GiB (RFC 1952)."""
    size = os.fstat(file.fileno()).st_size
    return int.from_bytes(os.pread(file.fileno(), 4, max(0, size - 4)), "little")


def possible_size(file: io.FileIO, decompressor: Callable[[], Decompressor]) -> int:
    """Return how large the content may be; only gzip says it."""
    if decompressor is FORMATS[".gz"]:
        return claimed_size(file)
    return os.fstat(file.fileno()).st_size * _MAX_RATIO
