"""How compressed content is recognized, by its first bytes."""

from typing import Literal

Kind = Literal["gzip", "bzip2", "xz", "ZIP", "Zstandard", "LZ4", "7z", "RAR", "compress"]
"""What `compression_of` recognizes; the first four can be opened."""

MAGIC_BYTES = 10
"""How many bytes of the beginning `compression_of` looks at."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x9d", "compress"),
)
# Text may begin with BZh as well. In a stream the digits of pi follow, or if it is empty, those of
# its square root.
_BZIP2 = tuple(
    b"BZh%d%b" % (level, digits)
    for level in range(1, 10)
    for digits in (b"1AY&SY", b"\x17rE8P\x90")
)


def compression_of(first_piece: bytes) -> Kind | None:
    """Return how content that begins with `first_piece` is compressed, `None` if it is not.

    `first_piece` has `MAGIC_BYTES` bytes or more, unless the content itself has fewer.
    """
    if first_piece.startswith(_BZIP2):
        return "bzip2"
    return next((kind for magic, kind in _MAGIC if first_piece.startswith(magic)), None)
