"""The entries of this program's own packets are read as they come, whole or to where they break."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from support.archive.entries import LOG, MODIFIED, pack

from support_packet.archive.zip_stream import PacketArchive
from support_packet.errors import ContentCut
from support_packet.files.deflated_block import block_of
from support_packet.host.nodes.own_entries import OwnEntries
from support_packet.host.nodes.received_packet import Limits, files_of
from support_packet.redaction.engine import Redactor

FILES = {"mattermost.log": LOG, "a/empty.txt": b"", "plugins.json": b"[]\n", "raw": LOG[:-1]}
LIMITS = Limits(content=2**30)


@pytest.fixture(scope="module")
def packet() -> bytes:
    with closing(PacketArchive(Redactor([]), modified=MODIFIED)) as archive:
        return pack(archive, [(name, [content]) for name, content in FILES.items()])[0]


def cut(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def taken(pieces: Iterator[bytes]) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in files_of(pieces, "chat-2", LIMITS)}


@pytest.mark.parametrize("size", [1, 17, 4096, 65_536, 2**30])
def test_they_are_the_same_however_they_come(packet: bytes, size: int) -> None:
    assert taken(cut(packet, size)) == FILES


def test_all_of_a_log_comes_in_blocks(packet: bytes) -> None:
    contents = {name.decode(): list(content) for name, content in OwnEntries([packet])}

    assert {name: b"".join(pieces) for name, pieces in contents.items()} == FILES
    assert all(block_of(piece) for pieces in contents.values() for piece in pieces)


def test_the_rest_is_what_follows_them(packet: bytes) -> None:
    entries = OwnEntries(cut(packet, 1000))

    for _, content in entries:
        assert sum(map(len, content)) >= 0

    assert b"".join(entries.rest) == packet[packet.index(b"PK\x01\x02") :]


class Unseekable(io.RawIOBase):
    """Lets `zipfile` write as to a pipe."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override] # bytes-like
        """Keep it."""
        self.data += bytes(data)
        return len(data)


@pytest.mark.parametrize("force_zip64", [False, True])
def test_entries_in_one_piece_are_read_as_well(force_zip64: bool) -> None:
    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("\u00fc.log")
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=force_zip64) as entry:
            entry.write(LOG)
        archive.writestr("b", b"x")

    assert taken(cut(pipe.data, 5000)) == {"\u00fc.log": LOG, "b": b"x"}


def test_blocks_that_refer_to_each_other_are_read_as_well(packet: bytes) -> None:
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    blocks = [
        compressor.compress(LOG[start : start + 100_000]) + compressor.flush(zlib.Z_SYNC_FLUSH)
        for start in range(0, len(LOG), 100_000)
    ]
    whole = b"".join(blocks) + compressor.flush()
    header = packet[: 30 + len("mattermost.log")]
    sizes = struct.pack("<4s3L", b"PK\x07\x08", zlib.crc32(LOG), len(whole), len(LOG))
    end = packet[packet.index(b"PK\x01\x02") :]

    assert taken(cut(header + whole + sizes + end, 7777)) == {"mattermost.log": LOG}


def test_what_came_before_the_end_of_the_connection_is_there(packet: bytes) -> None:
    def pieces() -> Iterator[bytes]:
        yield packet[:80_000]
        raise ContentCut("it was not sent")

    _, content = next(files_of(pieces(), "chat-2", LIMITS))
    pieces_found: list[bytes] = []
    with pytest.raises(ContentCut, match="it was not sent"):
        pieces_found.extend(content)

    found = b"".join(pieces_found)
    inflater = zlib.decompressobj(-15)
    came = inflater.decompress(packet[30 + len("mattermost.log") : 80_000])
    # One may still hold what the other has given.
    assert 500_000 < len(came) - 300 < len(found) <= len(came)
    assert came.startswith(found)


def damaged(packet: bytes, old: bytes, new: bytes) -> bytes:
    assert old in packet
    return packet.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda packet: packet[:50_000], "it breaks off"),
        (lambda packet: packet[: packet.index(b"PK\x07\x08") + 7], "it breaks off"),
        (lambda packet: packet[:40], "TruncatedDataError"),
        (lambda packet: damaged(packet, b"PK\x07\x08", b"PK\x07\x07"), "its size or checksum"),
        (
            lambda packet: damaged(packet, struct.pack("<L", len(LOG)), struct.pack("<L", 7)),
            "its size or checksum is another",
        ),
        (
            lambda packet: damaged(
                packet, struct.pack("<L", zlib.crc32(LOG)), struct.pack("<L", 7)
            ),
            "its size or checksum is another",
        ),
        (lambda packet: packet[:100] + b"\xff" * 1000 + packet[1100:], "it is not valid Deflate"),
        (lambda packet: packet[:20], "TruncatedDataError"),
    ],
)
def test_what_is_damaged_ends_the_packet(
    packet: bytes, change: Callable[[bytes], bytes], why: str
) -> None:
    broken = change(packet)

    with pytest.raises(ContentCut, match=f"is damaged from here on .{why}"):
        taken(iter([broken]))


def test_many_false_ends_cost_little(packet: bytes) -> None:
    """Each of them may be the end of a block, which would be looked at again and again."""
    stored = zlib.compressobj(0, zlib.DEFLATED, -15)
    content = b"\x00\x00\xff\xff" * 250_000
    whole = stored.compress(content) + stored.flush()
    header = packet[: 30 + len("mattermost.log")]
    sizes = struct.pack("<4s3L", b"PK\x07\x08", zlib.crc32(content), len(whole), len(content))
    end = packet[packet.index(b"PK\x01\x02") :]
    entries = OwnEntries([header + whole + sizes + end])

    [pieces] = [list(content) for _, content in entries]

    assert b"".join(pieces) == content
    assert len(pieces) < 100
