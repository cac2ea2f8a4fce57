"""What unpacks a compressed stream bit by bit, whatever its format."""

from collections.abc import Callable
from typing import Any, Protocol

from isal import isal_zlib

ISAL_ERROR: Any = isal_zlib.error
"""A class, which isal's stub calls an instance."""


class Decompressor(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream has come."""

    @property
    def needs_input(self) -> bool:
        """Whether more would come out only after more has come in."""

    @property
    def unused_data(self) -> bytes:
        """What came in after the end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most `max_length` bytes; what is not used yet is kept."""


class DeflateDecompressor:
    """A decompressor of zlib or isal as the others are; `member` is a `decompressobj`."""

    def __init__(self, member: Any) -> None:
        self._member = member
        self._is_full = False

    @property
    def eof(self) -> bool:
        """Whether the end of the stream has come."""
        return bool(self._member.eof)

    @property
    def needs_input(self) -> bool:
        """Whether more would come out only after more has come in."""
        return not self._is_full and not self._member.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What came in after the end."""
        return bytes(self._member.unused_data)

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most `max_length` bytes; what is not used yet is kept."""
        out: bytes = self._member.decompress(self._member.unconsumed_tail + data, max_length)
        # Then more may be ready although all input is used.
        self._is_full = len(out) == max_length
        return out


class GzipDecompressor(DeflateDecompressor):
    """One of zlib or isal for gzip; it checks the size and the CRC-32.

    `make` is the module's `decompressobj`.
    """

    def __init__(self, make: Callable[[int], Any]) -> None:
        # 15 for the largest window, 16 for the header of gzip.
        super().__init__(make(15 | 16))
