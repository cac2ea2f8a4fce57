"""The formats in which servers and logrotate compress logs, by the ending of their names."""

import bz2
import lzma
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Decompressor(Protocol):
    """What Python's own decompressors offer."""

    @property
    def eof(self) -> bool:
        """Whether the end of the content was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more input."""

    @property
    def unused_data(self) -> bytes:
        """What came after the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most `max_length` bytes of the content."""


class _Gzip:
    """isal's decompressor, which keeps what it has not used elsewhere than the others."""

    def __init__(self) -> None:
        self._member: Any = isal_zlib.decompressobj(wbits=31)
        self._full = False

    @property
    def eof(self) -> bool:
        return bool(self._member.eof)

    @property
    def needs_input(self) -> bool:
        return not self._member.unconsumed_tail and not self._full

    @property
    def unused_data(self) -> bytes:
        return bytes(self._member.unused_data)

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        piece: bytes = self._member.decompress(self._member.unconsumed_tail + data, max_length)
        # Then more may be waiting inside, though all of the input was taken.
        self._full = len(piece) == max_length
        return piece


FORMATS: Mapping[str, Callable[[], Decompressor]] = MappingProxyType(
    {
        ".gz": _Gzip,
        ".xz": lzma.LZMADecompressor,
        ".zst": zstd.ZstdDecompressor,
        ".bz2": bz2.BZ2Decompressor,
        ".lzma": lzma.LZMADecompressor,
    }
)

_ISAL_ERROR: Any = isal_zlib.error
"""A class, which isal's stub calls an instance."""

DAMAGED: tuple[type[Exception], ...] = (
    _ISAL_ERROR,
    lzma.LZMAError,
    zstd.ZstdError,
    EOFError,
    ValueError,
)
"""What they raise; bzip2's is an `OSError` without a number."""
