"""The records of the ZIP format (PKWARE's APPNOTE), as much of it as a stream needs.

Entries are deflated and followed by a data descriptor. ZIP64 is used only where the size may need
it: some readers of streams fail on a small entry with ZIP64 (Java's `ZipInputStream`), others on a
large entry without (`bsdtar`).
"""

import struct
from dataclasses import dataclass
from datetime import datetime

from support_packet.files.deflated_block import END_OF_DEFLATE

IN_ZIP64 = 0xFFFFFFFF
"""What a field of 32 bits has in place of a value that is in a field of ZIP64."""

MAX_32_BIT = IN_ZIP64 - 1
MAX_ENTRIES = 0xFFFF

ENTRY_SIGNATURE, DESCRIPTOR_SIGNATURE = b"PK\x03\x04", b"PK\x07\x08"
DEFLATED = 8
FLAGS = 0x0808  # a data descriptor follows; the name is UTF-8
_MADE_ON_UNIX = 3 << 8
_MODE = 0o100600 << 16
_ZIP64_ID = 1
ZIP64_FIELD = struct.pack("<HHQQ", _ZIP64_ID, 16, 0, 0)
"""That of an entry whose sizes follow its content."""

DESCRIPTOR, ZIP64_DESCRIPTOR = struct.Struct("<4sLLL"), struct.Struct("<4sLQQ")
"""What follows the content: signature, CRC-32, size as deflated, and as read."""

_ZIP64_RECORD_BYTES = 44
"""The size of the record at the end of a directory with ZIP64, after the field that says it."""

_VERSION_DEFLATE = 20
_VERSION_ZIP64 = 45
"""The versions of the format that a reader needs: 2.0 and 4.5."""


@dataclass
class Entry:
    """One file of the archive; sizes and CRC-32 are filled in as its content passes."""

    name: bytes
    modified: int
    offset: int
    zip64: bool
    size: int = 0
    deflated: int = 0
    crc: int = 0

    def has_room(self, size: int, deflated: int) -> bool:
        """Return whether the entry can grow by that many bytes, as read and as deflated."""
        deflated += self.deflated + len(END_OF_DEFLATE)
        return self.zip64 or max(self.size + size, deflated) <= MAX_32_BIT

    def local_header(self) -> bytes:
        """Return what precedes the content; sizes and CRC-32 follow in the data descriptor."""
        # All ones refer to the ZIP64 extra field, zeros to the data descriptor.
        sizes = (IN_ZIP64, IN_ZIP64) if self.zip64 else (0, 0)
        extra = ZIP64_FIELD if self.zip64 else b""
        return (
            struct.pack(
                "<4s3HL3L2H", ENTRY_SIGNATURE, self._version, FLAGS, DEFLATED, self.modified,
                0, *sizes, len(self.name), len(extra),
            )
            + self.name
            + extra
        )  # fmt: skip

    def data_descriptor(self) -> bytes:
        """Return what follows the content."""
        descriptor = ZIP64_DESCRIPTOR if self.zip64 else DESCRIPTOR
        return descriptor.pack(DESCRIPTOR_SIGNATURE, self.crc, self.deflated, self.size)

    def central_header(self) -> bytes:
        """Return the entry's record in the central directory at the end of the archive."""
        extra = struct.pack("<QQ", self.size, self.deflated) if self.zip64 else b""
        if self.offset > MAX_32_BIT:
            extra += struct.pack("<Q", self.offset)
        if extra:
            extra = struct.pack("<HH", _ZIP64_ID, len(extra)) + extra
        sizes = (IN_ZIP64, IN_ZIP64) if self.zip64 else (self.deflated, self.size)
        return (
            struct.pack(
                "<4s4HL3L5H2L", b"PK\x01\x02", _MADE_ON_UNIX | self._version, self._version,
                FLAGS, DEFLATED, self.modified, self.crc, *sizes, len(self.name), len(extra),
                0, 0, 0, _MODE, min(self.offset, IN_ZIP64),
            )
            + self.name
            + extra
        )  # fmt: skip

    @property
    def _version(self) -> int:
        return _VERSION_ZIP64 if self.zip64 or self.offset > MAX_32_BIT else _VERSION_DEFLATE


def directory(entries: list[Entry], offset: int) -> bytes:
    """Return the central directory of an archive that has `entries` in its first `offset` bytes."""
    headers = b"".join(entry.central_header() for entry in entries)
    count, size, end = len(entries), len(headers), offset + len(headers)
    needs_zip64 = count >= MAX_ENTRIES or end > MAX_32_BIT
    zip64 = _zip64_end(count, size, offset) if needs_zip64 else b""
    shown = min(count, MAX_ENTRIES)
    return (
        headers
        + zip64
        + struct.pack(
            "<4s4H2LH", b"PK\x05\x06", 0, 0, shown, shown,
            min(size, IN_ZIP64), min(offset, IN_ZIP64), 0,
        )
    )  # fmt: skip


def _zip64_end(count: int, size: int, offset: int) -> bytes:
    """Return the end of a directory of `size` bytes with ZIP64, and what says where that is."""
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", _ZIP64_RECORD_BYTES, _MADE_ON_UNIX | _VERSION_ZIP64,
        _VERSION_ZIP64, 0, 0, count, count, size, offset,
    )  # fmt: skip
    return record + struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + size, 1)


def dos_time(moment: datetime) -> int:
    """Return a local time as MS-DOS date and time: steps of two seconds, years 1980 to 2107."""
    year = min(max(moment.year, 1980), 2107)
    date = (year - 1980) << 9 | moment.month << 5 | moment.day
    return date << 16 | moment.hour << 11 | moment.minute << 5 | moment.second // 2
