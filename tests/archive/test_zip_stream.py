"""A packet's ZIP: redacted and valid."""

import io
import zipfile
from contextlib import closing

import pytest
from support.archive.entries import LOG, MODIFIED, SECRET, pack, read

from support_packet.archive.zip_stream import EntryReport, PacketArchive
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK
from support_packet.values.file_names import check_file_name


def test_what_goes_in_comes_out(archive: PacketArchive) -> None:
    data, reports = pack(archive, [("mattermost.log", [LOG]), ("dir/ünï.txt", [b"x"]), ("no", [])])

    assert read(data) == {"mattermost.log": LOG, "dir/ünï.txt": b"x", "no": b""}
    assert reports == [
        EntryReport("mattermost.log", len(LOG), {}),
        EntryReport("dir/ünï.txt", 1, {}),
        EntryReport("no", 0, {}),
    ]


def test_an_archive_without_entries_is_valid(archive: PacketArchive) -> None:
    assert read(b"".join(archive.finish())) == {}


def test_secrets_are_replaced_in_content_and_name(archive: PacketArchive) -> None:
    text = f'{{"msg":"{SECRET}"}}\n'.encode()

    data, [report] = pack(archive, [(f"{SECRET}.log", [text])])

    assert read(data) == {f"{HIDDEN}.log": text.replace(SECRET.encode(), MASK)}
    assert report.name == f"{HIDDEN}.log"
    assert report.removed == {KNOWN_VALUE: 1}


def test_a_secret_across_pieces_is_replaced(archive: PacketArchive) -> None:
    pieces = [bytes([byte]) for byte in f"a {SECRET} b".encode()]

    assert read(pack(archive, [("x", pieces)])[0]) == {"x": b"a " + MASK + b" b"}


def test_names_made_equal_by_redacting_are_told_apart() -> None:
    redactor = Redactor([SECRET, "an0ther-s3cret"])
    with closing(PacketArchive(redactor, modified=MODIFIED)) as archive:
        data, _ = pack(archive, [(SECRET, [b"1"]), ("an0ther-s3cret", [b"2"])])

    assert read(data) == {HIDDEN: b"1", f"2-{HIDDEN}": b"2"}


def test_names_without_secrets_can_be_unpacked_on_every_system() -> None:
    redactor = Redactor([SECRET, "an0ther-s3cret"])
    names = [f"o/f/{SECRET}.txt", "o/f/an0ther-s3cret.txt", f"o/{SECRET}/a.txt"]
    with closing(PacketArchive(redactor, modified=MODIFIED)) as archive:
        data, _ = pack(archive, [(name, [b"1"]) for name in names])

    assert list(read(data)) == [
        f"o/f/{HIDDEN}.txt",
        f"o/f/2-{HIDDEN}.txt",
        f"o/{HIDDEN}/a.txt",
    ]
    for name in read(data):
        check_file_name(name)


def test_entries_have_date_mode_and_nothing_of_the_host(archive: PacketArchive) -> None:
    data, _ = pack(archive, [("a", [b"x"])])

    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        info = packet.getinfo("a")
    assert info.date_time == (2026, 11, 22, 14, 18, 30)
    assert info.external_attr == 0o100600 << 16
    assert (info.create_system, info.extra, info.comment) == (3, b"", b"")
    assert info.compress_type == zipfile.ZIP_DEFLATED


HIDDEN = "_" * len(MASK)
"""What takes the place of a secret in the name of a file."""


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_date_that_zip_does_not_know_is_still_valid(redactor: Redactor, year: int) -> None:
    modified = MODIFIED.replace(year=year)
    with closing(PacketArchive(redactor, modified=modified)) as archive:
        data, _ = pack(archive, [("a", [])])

    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        assert packet.getinfo("a").date_time[0] in (1980, 2107)
