"""The limits on what the packet of a node holds, also on what nobody takes."""

import io
import struct
import zipfile

import pytest
from support.serving.nodes import archive_of

from support_packet.errors import CollectError, ContentCut
from support_packet.host.nodes.received_packet import Limits, files_of

SMALL = Limits(content=2**20, files=5, small=1000)


def taken(archive: bytes, limits: Limits = SMALL) -> list[tuple[str, int]]:
    return [
        (name, sum(map(len, content))) for name, content in files_of([archive], "chat-2", limits)
    ]


def test_the_files_come_as_they_are() -> None:
    assert taken(archive_of(a=b"1" * 10, b=b"")) == [("a", 10), ("b", 0)]


def test_what_is_not_taken_is_skipped() -> None:
    archive = archive_of(a=b"1" * 10, b=b"2")

    assert [name for name, _ in files_of([archive], "chat-2", SMALL)] == ["a", "b"]


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (archive_of(**{f"n{number}": b"" for number in range(6)}), "more than 5 files"),
        (archive_of(a=bytes(2**21)), "more than 1048576 bytes of content"),
        (archive_of(**{"n" * 1001: b"x"}), "the name of a file is too long"),
        (archive_of(a=b"x") + bytes(2**21), "more than 1048576 bytes"),
        (b"no archive at all", "UnexpectedSignatureError"),
        (archive_of(a=b"x")[:35], "TruncatedDataError"),
        (b"", "TruncatedDataError"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_too_much_ends_the_packet(archive: bytes, why: str) -> None:
    with pytest.raises(ContentCut, match=f"chat-2 is damaged from here on .{why}"):
        taken(archive)


def test_a_zip_without_a_file_is_not_a_packet() -> None:
    with pytest.raises(CollectError, match="answered with something other than a packet"):
        taken(archive_of())


def test_of_names_in_conflict_the_first_one_is_there() -> None:
    archive = archive_of(**{"a.log": b"1", "A.LOG": b"22", "a.log/b": b"333"})

    with pytest.warns(UserWarning, match=r"because of its name, '(A\.LOG|a\.log/b)'"):
        assert taken(archive) == [("a.log", 1)]


def test_a_bomb_in_a_file_that_is_skipped_ends_the_packet() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("bomb", bytes(2**24))

    with pytest.raises(ContentCut, match="compressed more than 1100 times"):
        list(files_of([buffer.getvalue()], "chat-2", Limits(content=2**30, small=1000)))


def test_a_size_that_lies_ends_the_packet() -> None:
    archive = bytearray(archive_of(a=b"x" * 100))
    archive[22:26] = struct.pack("<I", 7)  # the size in the header of the file

    with pytest.raises(ContentCut, match="UncompressedSizeIntegrityError"):
        taken(bytes(archive))


def test_names_that_no_packet_may_have_are_left_out_with_a_warning() -> None:
    archive = archive_of(**{"../up": b"x", "/root": b"x", "good": b"x", "warning.txt": b"x"})

    with pytest.warns(UserWarning, match=r"because of its name, '(\.\./up|/root)'"):
        assert taken(archive) == [("good", 1), ("warning.txt", 1)]
