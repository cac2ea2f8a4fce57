"""Sends one file of a packet: redacted, unpacked and repacked if compressed, or as it is."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from support_packet.archive.plain_content import PlainContent
from support_packet.archive.zip_stream import NOT_REDACTED, EntryReport, PacketArchive
from support_packet.errors import ContentCut
from support_packet.host.files.ahead import AnyCollection
from support_packet.host.files.closed_formats import closed_reason
from support_packet.host.files.collection import MadeFile
from support_packet.host.hooks.chosen_files import ALLOW_BINARY
from support_packet.host.problems import Kind, Problem, cut_kind
from support_packet.redaction.compressed import (
    LEFT_OUT,
    cut_after,
    leave_out,
    pass_on,
    redact_compressed,
)
from support_packet.redaction.compressed_kinds import MAGIC_BYTES, compression_of
from support_packet.redaction.compressed_kinds import Kind as Compressed
from support_packet.redaction.compressed_streams import Repacked
from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.last_gate import WITHHELD
from support_packet.redaction.wide_text import as_utf_8, wide_encoding
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_UNSEARCHED = Reason(
    Message(N_("It was sent as it is, as its package declares: no secret was removed from it."))
)

_WITHHELD = Reason(
    Message(
        N_(
            "Parts of it were withheld, because a last check still found secrets there. The log of "
            "support-packet says more."
        )
    ),
    defect=True,
)

_MASKED_LINES = N_(
    "Lines masked completely, because they or lines near them hold very many secrets: %(count)s."
)

Archive = PacketArchive | PlainContent


@dataclass(frozen=True)
class Sent:
    """The outcome of one file; without a report it has no entry."""

    reports: tuple[EntryReport, ...]
    problems: tuple[Problem, ...]


def send_file(
    archive: Archive, file: MadeFile, collection: AnyCollection
) -> Generator[bytes, None, Sent]:
    """Yield the entry of `file`, if any of its content can be made; never raises `ContentCut`."""
    # The entry begins with the first piece: a file that cannot be made at all has no entry.
    try:
        head, pieces = _with_head(file.pieces)
    except ContentCut as cut:
        return Sent((), (collection.problem(Kind.LEFT_OUT, cut.reason, file.name),))
    raw = collection.declared.value.binary
    compressed = None if raw else compression_of(head)
    if reason := closed_reason(compressed, collection.settings):
        return Sent((), (collection.problem(Kind.LEFT_OUT, reason, file.name),))
    if compressed:
        return (yield from _send_compressed(archive, file, pieces, collection, compressed))
    size = file.size
    if not raw and (encoding := wide_encoding(head)):
        pieces, size = as_utf_8(pieces, encoding), None
    report = yield from archive.entry(file.name, pieces, size, raw=raw)
    problems = [collection.problem(Kind.WARNING, each, file.name) for each in _hidden(report)]
    if raw:
        problems.insert(0, collection.problem(Kind.WARNING, _UNSEARCHED, file.name))
    if report.cut:
        problems.append(collection.problem(cut_kind(report.cut), report.cut, file.name))
    elif report.warning:
        problems.append(collection.problem(Kind.WARNING, report.warning, file.name))
    return Sent((report,), tuple(problems))


def _send_compressed(
    archive: Archive,
    file: MadeFile,
    pieces: Iterator[bytes],
    collection: AnyCollection,
    kind: Compressed,
) -> Generator[bytes, None, Sent]:
    """Yield the entry of compressed content, with no secret within, in the same format."""
    closed = pass_on if collection.settings.allow_binary else leave_out
    content = _Repacking(redact_compressed(kind, pieces, archive.redactor, closed))
    try:
        start, rest = _with_head(iter(content))
    except ContentCut as cut:
        return Sent((), (collection.problem(Kind.LEFT_OUT, cut.reason, file.name),))
    if start and LEFT_OUT.startswith(start):
        for _ in rest:
            yield b""
        problem = content.repacked.problem or Reason(Message(""))
        reason = Reason(problem.message, problem.remedy or Message(ALLOW_BINARY))
        return Sent((), (collection.problem(Kind.LEFT_OUT, reason, file.name),))
    report = yield from archive.entry(file.name, rest, file.size, raw=True)
    report = replace(report, removed=content.repacked.removed, raw=bool(content.repacked.problem))
    problems = [collection.problem(Kind.WARNING, each, file.name) for each in _hidden(report)]
    if report.cut:
        problems.insert(0, collection.problem(cut_kind(report.cut), report.cut, file.name))
    if content.repacked.problem:
        reason = content.repacked.problem
        problems.append(collection.problem(Kind.WARNING, reason, file.name))
    return Sent((report,), tuple(problems))


def _hidden(report: EntryReport) -> Iterator[Reason]:
    """Yield why more of a file is missing than its secrets."""
    if WITHHELD in report.removed:
        yield _WITHHELD
    if lines := report.removed.get(DENSE_LINE):
        yield Reason(Message(_MASKED_LINES, count=lines))


class _Repacking:
    """Compressed content without its secrets; `repacked`, at its end, says what was done."""

    def __init__(self, content: Generator[bytes, None, Repacked]) -> None:
        self.repacked = Repacked({}, None)
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        try:
            self.repacked = yield from self._content
        except ContentCut:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever went wrong, the packet goes on
            # Hostile content may get to anything. The error's own text may repeat secrets.
            reason = Reason(Message(NOT_REDACTED, error=type(error).__name__))
            raise ContentCut(reason) from None


def _with_head(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes, and all pieces; `ContentCut` if it ends early before any bytes."""
    head = b""
    # As they came: one that came deflated would not be that any longer if it was joined.
    held: list[bytes] = []
    try:
        for piece in pieces:
            held.append(piece)
            head += piece[: MAGIC_BYTES - len(head)]
            if len(head) == MAGIC_BYTES:
                break
    except ContentCut as cut:
        if not head:
            raise
        return head, cut_after(held, cut)
    return head, chain(held, pieces)
