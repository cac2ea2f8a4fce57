"""The last check of an archive: faults of the redactor cost blocks, in their order."""

from contextlib import closing

import pytest
from support.archive.entries import LOG, MODIFIED, SECRET, pack, read

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT

KEY = "first of kn0wn\nsecond of s3cret\nthird of it"


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the redactor find nothing."""
    monkeypatch.setattr(Redactor, "_spans", lambda *_: [])


@pytest.mark.usefixtures("faulty")
def test_only_the_block_with_the_secret_is_withheld() -> None:
    redactor = Redactor([SECRET], check=True)
    content = LOG + SECRET.encode() + b"\n" + LOG
    with closing(PacketArchive(redactor, modified=MODIFIED, block_bytes=100_000)) as archive:
        data, [report] = pack(archive, [("x.log", [content])])

    sent = read(data)["x.log"]
    assert SECRET.encode() not in sent
    assert sent.count(WITHHELD_TEXT) == report.removed[WITHHELD] == 1
    assert len(sent) > len(content) - 200_000
    assert report.sent == len(sent)


@pytest.mark.usefixtures("faulty")
def test_a_value_that_begins_in_one_block_and_ends_in_the_next_is_not_sent() -> None:
    redactor = Redactor([KEY], check=True)
    # No overlap: the blocks are cut after each line.
    redactor.line_overlap = redactor.indented_overlap = redactor.overlap = 0
    with closing(PacketArchive(redactor, modified=MODIFIED, block_bytes=16)) as archive:
        data, [report] = pack(archive, [("x", [KEY.encode(), b"\nand more\n"])])

    assert KEY.encode() not in read(data)["x"]
    assert report.removed[WITHHELD] >= 1


def test_what_is_redacted_is_not_withheld() -> None:
    with closing(PacketArchive(Redactor([SECRET, KEY], check=True), modified=MODIFIED)) as archive:
        content = [LOG, f"{SECRET}\n{KEY}\n".encode(), LOG]
        _, [report] = pack(archive, [("x.log", content)])

    assert WITHHELD not in report.removed
