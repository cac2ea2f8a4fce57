"""What an entry's report says was removed is what is masked in the entry."""

from contextlib import closing
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from support.archive.entries import MODIFIED, pack, read

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK

SECRET = "correct-horse-battery-staple-42"
OF_LINES = "tr0ub4dor&3-and-more\nof two lines-42"
PIECES = [
    "plain text ",
    SECRET,
    f"{SECRET[:15]}\n  {SECRET[15:]}",
    OF_LINES,
    f'{{"Password": "{SECRET}", "Number": 1}}',
    f'"SMTPPassword": "{MASK.decode()}",',
    MASK.decode(),
    "*" * 20,
    "postgres://mmuser:hunter2hunter2@db.example.com/mattermost ",
    "Authorization: Bearer 1234567890abcdefghijklmnop ",
    " ".join([SECRET] * 40),
    "\n",
    "\n{",
    "key: ",
]
CONTENTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), max_size=3)


@cache
def redactor() -> Redactor:
    return Redactor([SECRET, OF_LINES])


@given(CONTENTS)
def test_the_report_counts_the_masks_of_each_entry(contents: list[str]) -> None:
    files = [(f"{number}.txt", [content.encode()]) for number, content in enumerate(contents)]
    with closing(PacketArchive(redactor(), modified=MODIFIED, block_bytes=4096)) as archive:
        data, reports = pack(archive, files)

    counted = {report.name: sum(report.removed.values()) for report in reports}
    assert counted == {name: content.count(MASK) for name, content in read(data).items()}
