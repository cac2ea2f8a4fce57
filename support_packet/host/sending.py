"""Sends one file of a packet: searched for secrets, opened if it is compressed, or as it is."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain

from support_packet.archive.zip_stream import EntryReport, PacketArchive
from support_packet.errors import ContentCut
from support_packet.host.ahead import AnyCollection
from support_packet.host.collection import MadeFile
from support_packet.host.problems import Kind, Problem
from support_packet.message import N_, Message
from support_packet.reason import Reason

_UNSEARCHED = Reason(
    Message(N_("It was sent as it is, as its package declares: no secret was removed from it."))
)


@dataclass(frozen=True)
class Sent:
    """What became of one file; without a report it has no entry."""

    reports: tuple[EntryReport, ...]
    problems: tuple[Problem, ...]


def send_file(
    archive: PacketArchive, file: MadeFile, collection: AnyCollection
) -> Generator[bytes, None, Sent]:
    """Yield the entry of `file`, if any of its content can be made; never raises `ContentCut`."""
    # The entry begins with the first piece: a file that cannot be made at all has no entry.
    try:
        head, pieces = _with_head(file.pieces)
    except ContentCut as cut:
        return Sent((), (collection.problem(Kind.LEFT_OUT, cut.reason, file.name),))
    raw = collection.declared.value.binary
    compressed = None if raw else open_compressed(head)
    if compressed:
        return (yield from _send_compressed(archive, file, pieces, collection, compressed))
    report = yield from archive.entry(file.name, pieces, file.size, raw=raw)
    problems = []
    if raw:
        problems.append(collection.problem(Kind.WARNING, _UNSEARCHED, file.name))
    if report.cut:
        problems.append(collection.problem(Kind.CUT_SHORT, report.cut, file.name))
    elif report.warning:
        problems.append(collection.problem(Kind.WARNING, report.warning, file.name))
    return Sent((report,), tuple(problems))


_HEAD_BYTES = 10
"""By as many bytes compressed content is recognized."""


def _with_head(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes, and all pieces; `ContentCut` if there are none but for a reason."""
    head = b""
    try:
        for piece in pieces:
            head += piece
            if len(head) >= _HEAD_BYTES:
                break
    except ContentCut as cut:
        if not head:
            raise
        return head, _cut_after(head, cut)
    return head, chain([head] if head else [], pieces)


def _cut_after(head: bytes, cut: ContentCut) -> Iterator[bytes]:
    yield head
    raise cut
