"""ZIP64 where it is needed, and only there."""

import io
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from support_packet.archive.zip_format import MAX_32_BIT, Entry, directory
from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor

LARGE = 2**32
DOS_1980 = 0x00210000


def listed(entries: list[Entry]) -> list[zipfile.ZipInfo]:
    """Return what Python reads from a directory whose entries are not there."""
    with zipfile.ZipFile(io.BytesIO(directory(entries, 0))) as archive:
        return archive.infolist()


@pytest.mark.parametrize("size", [None, 0, 7 * 2**29])
def test_an_entry_that_stays_small_has_no_zip64(size: int | None) -> None:
    modified = datetime(2026, 1, 1, tzinfo=UTC)
    with closing(PacketArchive(Redactor([]), modified=modified)) as archive:
        header = next(archive.entry("a", [], size))

    assert header[4:6] == b"\x14\x00"
    assert len(header) == 31


def test_an_entry_that_may_grow_large_has_zip64_in_its_header() -> None:
    modified = datetime(2026, 1, 1, tzinfo=UTC)
    with closing(PacketArchive(Redactor([]), modified=modified)) as archive:
        data = b"".join([*archive.entry("a", [b"x\n"], LARGE), *archive.finish()])

    assert data[4:6] == b"\x2d\x00"
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        assert packet.read("a") == b"x\n"


def test_sizes_over_4_gib_are_listed() -> None:
    entry = Entry(b"a", DOS_1980, 0, zip64=True, size=LARGE + 1, deflated=LARGE, crc=7)

    [info] = listed([entry])

    assert (info.file_size, info.compress_size, info.CRC) == (LARGE + 1, LARGE, 7)


def test_an_offset_over_4_gib_is_written_as_zip64() -> None:
    entry = Entry(b"a", DOS_1980, LARGE, zip64=False, size=1, deflated=3)
    header = entry.central_header()

    assert header[42:46] == b"\xff\xff\xff\xff"
    assert header[-12:] == b"\x01\x00\x08\x00" + LARGE.to_bytes(8, "little")
    assert directory([entry], LARGE + 50).count(b"PK\x06\x06") == 1


def test_very_many_entries_are_listed() -> None:
    entries = [Entry(b"%d" % number, DOS_1980, 0, zip64=False) for number in range(0x10001)]

    assert len(listed(entries)) == len(entries)


def test_an_entry_of_unknown_size_has_room_up_to_4_gib() -> None:
    entry = Entry(b"a", DOS_1980, 0, zip64=False, size=MAX_32_BIT - 10, deflated=5)

    assert entry.has_room(10, 100)
    assert not entry.has_room(11, 100)
    assert not entry.has_room(1, MAX_32_BIT)
    # With what ends the stream.
    assert entry.has_room(1, MAX_32_BIT - 7)
    assert not entry.has_room(1, MAX_32_BIT - 6)
    assert Entry(b"a", DOS_1980, 0, zip64=True).has_room(LARGE, LARGE)
