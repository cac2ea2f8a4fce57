"""Content outside of a ZIP is what a ZIP would hold."""

from collections.abc import Iterable, Iterator

import pytest
from support.archive.entries import LOG, SECRET, pack, read, run

from support_packet.archive.plain_content import PlainContent
from support_packet.archive.zip_stream import PacketArchive
from support_packet.errors import ContentCut
from support_packet.redaction.engine import Redactor

LINE = f"a line with {SECRET} in it\n".encode()


def cut() -> Iterator[bytes]:
    """Yield a whole line and a part of one, then the end."""
    yield LINE + b"half a"
    raise ContentCut("The rest is gone.")


CONTENTS = {
    "nothing": list,
    "a line": lambda: [LINE],
    "many blocks": lambda: [LOG, LINE * 10_000, LOG],
    "a secret in pieces": lambda: [bytes([byte]) for byte in LINE],
    "bytes": lambda: [bytes(range(256)) * 10],
    "silences": lambda: [b"", LINE, b"", LINE],
    "a cut": cut,
}


@pytest.mark.parametrize("name", CONTENTS)
def test_it_is_what_the_zip_holds(archive: PacketArchive, redactor: Redactor, name: str) -> None:
    data, [report] = pack(archive, [("a.txt", CONTENTS[name]())])

    plain, own_report = run(PlainContent(redactor).entry("a.txt", CONTENTS[name]()))

    assert plain == read(data)["a.txt"]
    assert own_report.sent == report.sent
    assert own_report.removed == report.removed
    assert own_report.cut == report.cut


def test_binary_content_stays_what_it_is(redactor: Redactor) -> None:
    plain, report = run(PlainContent(redactor).entry("a.bin", [LINE], raw=True))

    assert plain == LINE
    assert report.raw


class OnTheEdge:
    """Finds nothing in one block, but a secret of two lines across two of them."""

    edge = 20

    def checked(self, data: bytes, counts: dict[str, int]) -> tuple[bytes, dict[str, int]]:
        """Let a block pass."""
        return data, counts

    def passes(self, data: bytes) -> bool:
        """Return whether there is nothing in `data`."""
        return b"end\nbegin" not in data


def test_two_blocks_that_show_a_secret_together_are_not_both_sent(redactor: Redactor) -> None:
    first = b"x" * (512 * 1024 - 4) + b"end\n"
    pieces: Iterable[bytes] = [first, b"begin\n", b"y" * 600_000]
    redactor = Redactor([SECRET])
    redactor.gate = OnTheEdge()  # type: ignore[assignment] # a fake of what finds a fault

    plain, report = run(PlainContent(redactor).entry("a.txt", pieces))

    assert b"end\nbegin" not in plain
    assert report.removed == {"withheld": 1}
