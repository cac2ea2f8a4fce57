"""Blocks of another packet are searched like all others, and compressed again only when changed."""

from collections.abc import Iterable
from contextlib import closing

import pytest
from support.archive.entries import LOG, MODIFIED, SECRET, pack, read

from support_packet.archive.packing import Compression
from support_packet.archive.zip_stream import PacketArchive
from support_packet.host.nodes.own_entries import OwnEntries
from support_packet.redaction.counts import KNOWN_VALUE, MASKED_BEFORE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK, Span

LONGER = b"".join(b"%07d " % number + b"x" * 92 + b"\n" for number in range(20_000))


class RemovesNothing(Redactor):
    """The redactor of a program without rules."""

    def _spans(self, *_: object) -> list[Span]:
        return []


def sent(
    files: Iterable[tuple[str, Iterable[bytes]]],
    redactor: Redactor,
    compression: Compression = "fast",
) -> tuple[bytes, list[dict[str, int]]]:
    """Return a packet, and what was removed from its files."""
    with closing(PacketArchive(redactor, modified=MODIFIED, compression=compression)) as archive:
        data, reports = pack(archive, files)
        return data, [dict(report.removed) for report in reports]


def received(data: bytes, *, searched: bool = False) -> Iterable[tuple[str, Iterable[bytes]]]:
    entries = OwnEntries([data], searched=searched)
    return ((name.decode(), content) for name, content in entries)


@pytest.mark.parametrize("content", [LOG, LONGER, b"one line\n", b"no end", b""])
def test_what_is_not_changed_is_the_same_to_the_byte(content: bytes) -> None:
    nothing = Redactor([])
    first, _ = sent([("mattermost.log", [content])], nothing)

    second, _ = sent(received(first), nothing)

    assert second == first


def test_blocks_that_masks_made_longer_or_shorter_stay_blocks() -> None:
    long = "l0ng-s3cret" * 8
    contents = [LOG.replace(b"555", secret.encode()) for secret in (SECRET, long)]
    first, _ = sent([(f"{len(data)}", [data]) for data in contents], Redactor([SECRET, long]))

    second, removed = sent(received(first), Redactor([]))

    assert second == first
    assert [set(counts) for counts in removed] == [{MASKED_BEFORE}] * 2


@pytest.mark.parametrize("place", [0, 1, len(LOG) // 2, len(LOG)])
def test_a_secret_that_only_this_program_knows_is_removed(place: int) -> None:
    line = f"a {SECRET} b\n".encode()
    at = LOG.rfind(b"\n", 0, place) + 1
    content = LOG[:at] + line + LOG[at:]
    first, _ = sent([("mattermost.log", [content])], Redactor([]))

    second, [removed] = sent(received(first), Redactor([SECRET]))

    assert read(second) == {"mattermost.log": content.replace(SECRET.encode(), MASK)}
    assert removed == {KNOWN_VALUE: 1}


def test_a_secret_of_several_lines_is_removed_where_blocks_meet() -> None:
    first, _ = sent([("mattermost.log", [LOG])], Redactor([]))
    [[one, *_]] = [[b"".join(content)] for _, content in received(first)]
    lines = one.splitlines()
    secrets = ["\n".join(map(bytes.decode, lines[at : at + 2])) for at in range(0, 40_000, 997)]

    second, [removed] = sent(received(first), Redactor(secrets))

    expected = LOG
    for secret in secrets:
        expected = expected.replace(secret.encode(), MASK)
    assert read(second) == {"mattermost.log": expected}
    assert removed == {KNOWN_VALUE: len(secrets)}


def test_a_private_key_is_removed_where_blocks_meet() -> None:
    """The last lines of a block are its beginning, and those of the next one its end."""
    key = b"-----BEGIN PRIVATE KEY-----\n" + b"QUJD" * 16 + b"\n" + b"REVG" * 16 + b"\n"
    content = LOG + key + b"-----END PRIVATE KEY-----\n" + LOG
    halves = content[: len(LOG) + len(key)], content[len(LOG) + len(key) :]
    parts = [list(pieces) for half in halves for _, pieces in received(plain_packet(half))]

    second, _ = sent([("a", [piece for pieces in parts for piece in pieces])], Redactor([]))

    assert b"QUJD" not in read(second)["a"]
    assert b"REVG" not in read(second)["a"]


def plain_packet(content: bytes) -> bytes:
    """Return the packet of a program that removes nothing."""
    with closing(PacketArchive(Redactor([]), modified=MODIFIED)) as archive:
        [entry] = [archive.entry("a", [content], raw=True)]
        return b"".join(entry) + b"".join(archive.finish())


def cut(
    files: Iterable[tuple[str, Iterable[bytes]]],
) -> Iterable[tuple[str, Iterable[bytes]]]:
    """Return the files in pieces that are not whole blocks."""
    return [
        (name, [half for piece in content for half in (piece[:99], piece[99:])])
        for name, content in files
    ]


def test_blocks_that_the_same_rules_have_searched_are_not_searched_again() -> None:
    """A node that only says so gets its own secrets past the rules, but none that is known here."""
    of_rules, known = b"client_secret=Zq81mostest9Xw2\n", f"a {SECRET} b\n".encode()
    content = LOG + of_rules + LOG + known + of_rules + LOG
    lying, _ = sent([("a", [content])], RemovesNothing([]))
    redactor = Redactor([SECRET], check=True)
    searched, _ = sent([("a", [content])], redactor)

    honest, [nothing] = sent(received(searched, searched=True), redactor)
    second, [removed] = sent(received(lying, searched=True), redactor)
    not_whole, _ = sent(cut(received(lying, searched=True)), redactor)

    assert honest == searched
    assert set(nothing) == {MASKED_BEFORE}
    assert read(second)["a"].count(of_rules) == 1
    assert SECRET.encode() not in read(second)["a"]
    assert removed[KNOWN_VALUE] == 1
    assert read(not_whole) == read(searched)


@pytest.mark.parametrize("searched", [False, True])
def test_small_compression_gives_a_smaller_packet(*, searched: bool) -> None:
    first, _ = sent([("a", [LOG])], Redactor([]))
    redactor = Redactor([], check=True)

    second, _ = sent(received(first, searched=searched), redactor, "small")

    assert read(second) == {"a": LOG}
    assert len(second) < len(first)
