"""What goes wrong costs an entry its end, never the archive, and nothing leaves raw."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from support.archive.entries import LOG, MODIFIED, SECRET, pack, read

from support_packet.archive import zip_format
from support_packet.archive.zip_stream import PacketArchive
from support_packet.errors import ContentCut
from support_packet.redaction.engine import Redactor
from support_packet.values.message import Message
from support_packet.values.reason import Reason


def cut_after(*pieces: bytes) -> Iterator[bytes]:
    yield from pieces
    raise ContentCut("The deadline is over.")


def test_cut_content_is_a_valid_entry_with_a_problem(archive: PacketArchive) -> None:
    data, reports = pack(archive, [("cut", cut_after(b"one\n", b"tw")), ("next", [b"x"])])

    assert read(data) == {"cut": b"one\n", "next": b"x"}
    assert [report.cut for report in reports] == [Reason(Message("The deadline is over.")), None]


def test_an_entry_ends_where_its_pieces_fail(archive: PacketArchive) -> None:
    def pieces() -> Iterator[bytes]:
        yield LOG
        raise OSError(5, SECRET)

    data, [report] = pack(archive, [("x", pieces())])

    assert LOG.startswith(read(data)["x"])
    assert report.cut
    assert str(report.cut.message) == "It could not be redacted completely: OSError."


def test_an_entry_of_unknown_size_ends_before_4_gib(
    archive: PacketArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_format, "MAX_32_BIT", len(LOG) // 2)

    data, [report] = pack(archive, [("x", [LOG])])

    sent = read(data)["x"]
    assert LOG.startswith(sent)
    assert sent.endswith(b"\n")
    assert len(LOG) // 4 < report.sent == len(sent) <= len(LOG) // 2
    assert report.cut
    assert str(report.cut.message) == "It is larger than 4 GiB, which was not known in advance."


class Failing(Redactor):
    """Cannot redact what holds the word `poison`."""

    def redact(self, block: bytes, start: int = 0, end: int | None = None) -> Any:
        """Fail, naming what should not be named."""
        if b"poison" in block:
            raise ValueError(block.decode())
        return super().redact(block, start, end)


def test_a_block_that_cannot_be_redacted_is_not_sent() -> None:
    lines = [b"fine\n"] * 100 + [b"poison " + SECRET.encode() + b"\n"] + [b"fine\n"] * 100
    archive = PacketArchive(Failing([SECRET]), modified=MODIFIED, block_bytes=10)

    with closing(archive):
        data, reports = pack(archive, [("x", lines), ("next", [b"y"])])

    assert read(data) == {"x": b"fine\n" * 100, "next": b"y"}
    assert str(reports[0].cut and reports[0].cut.message) == (
        "It could not be redacted completely: ValueError."
    )
    assert SECRET.encode() not in data


def test_secrets_in_binary_content_are_replaced_and_reported(archive: PacketArchive) -> None:
    _, reports = pack(archive, [("a", [b"\0" + SECRET.encode()]), ("b", [b"\0"])])

    first, second = reports
    assert first.warning
    assert str(first.warning.message) == (
        "Secrets were replaced in binary content, which may be unreadable now."
    )
    assert (first.cut, second.cut, second.warning) == (None, None, None)


def test_the_header_leaves_before_the_first_piece_comes(archive: PacketArchive) -> None:
    asked = []

    def pieces() -> Iterator[bytes]:
        asked.append(1)
        yield b"x"

    entry = archive.entry("a", pieces())

    assert next(entry).startswith(b"PK\x03\x04")
    assert not asked
    entry.close()


def test_what_is_ready_leaves_while_the_next_piece_takes_its_time(archive: PacketArchive) -> None:
    noise = b"".join(b"%x\n" % (number * 0x9E3779B97F4A7C15 % 2**64) for number in range(200_000))

    def pieces() -> Iterator[bytes]:
        yield noise
        while True:
            yield b""

    entry = archive.entry("a", pieces())
    sizes = [len(next(entry)) for _ in range(3)]
    entry.close()

    assert min(sizes[1:]) >= 64 * 1024


def test_closing_an_entry_ends_the_work(archive: PacketArchive) -> None:
    asked = []

    def pieces() -> Iterator[bytes]:
        while True:
            asked.append(1)
            yield LOG

    entry = archive.entry("a", pieces())
    next(entry)
    next(entry)
    entry.close()
    archive.close()
    archive.close()
    count = len(asked)

    assert count < 10
    assert list(entry) == []
    assert len(asked) == count
