"""The formats in which servers and logrotate compress logs, by the ending of their names."""

import bz2
import lzma
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from isal import isal_zlib

from support_packet.files.decompressor import ISAL_ERROR, Decompressor, GzipDecompressor


def _zstd() -> Any:
    """Return the module, which is loaded for the first such log."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 -- few servers have such logs
    else:
        from backports import zstd  # noqa: PLC0415 -- few servers have such logs
    return zstd


FORMATS: Mapping[str, Callable[[], Decompressor]] = MappingProxyType(
    {
        ".gz": lambda: GzipDecompressor(isal_zlib.decompressobj),
        ".xz": lzma.LZMADecompressor,
        ".zst": lambda: _zstd().ZstdDecompressor(),
        ".bz2": bz2.BZ2Decompressor,
        ".lzma": lzma.LZMADecompressor,
    }
)

UNKNOWN_FORMATS = (
    *(".lz4", ".lzo", ".lz", ".Z", ".zip", ".7z", ".br", ".rar"),
    *(".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"),
)
"""Endings of what others compress logs with, which can't be read here."""


def damaged() -> tuple[type[Exception], ...]:
    """Return what they raise; bzip2's is an `OSError` without a number."""
    return ISAL_ERROR, lzma.LZMAError, _zstd().ZstdError, EOFError, ValueError
