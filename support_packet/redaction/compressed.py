"""Redacts compressed content: opens it, removes the secrets, and packs it again.

    kind = compression_of(first_piece)
    if kind is not None:
        repacked = yield from redact_compressed(kind, pieces, redactor)

What cannot be opened is left out, or passed on where that is wanted, and `Repacked.problem` says
why. Hostile content is expected: it may claim any size, end anywhere, and unpack to far more than
it is.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from support_packet.errors import ContentCut
from support_packet.redaction.binary_content import REPLACED_IN_BINARY, is_changed_binary
from support_packet.redaction.compressed_kinds import MAGIC_BYTES, Kind, compression_of
from support_packet.redaction.compressed_streams import (
    STREAM_FORMATS,
    Repacked,
    decompressed,
    mapped,
)
from support_packet.redaction.compressed_zip import (
    MAX_ZIP_BYTES,
    RedactEntry,
    redact_zip,
    why_unreadable,
)
from support_packet.redaction.engine import Redacted, Redactor
from support_packet.redaction.redacted_blocks import redacted_blocks
from support_packet.redaction.wide_text import as_utf_8, wide_encoding
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

MAX_DEPTH = 2
"""Compressed content within compressed content is opened, but not what is within that."""

_TOO_DEEP = Message(N_("it is compressed more than twice."))
_TOO_LARGE = Message(N_("it is a ZIP of more than %(limit)s MiB."), limit=MAX_ZIP_BYTES // 2**20)
_CLOSED = N_("%(format)s cannot be unpacked here.")
_LEFT_OUT = N_("What cannot be searched for secrets was left out: %(reason)s")
_PASSED_ON = N_("Its content was not searched for secrets: %(reason)s")
_BOTH = N_("%(first)s %(second)s")
LEFT_OUT = b"(left out: support-packet cannot search this for secrets)\n"
"""What replaces content that cannot be opened."""

Closed = Callable[[Iterable[bytes], Reason], Generator[bytes, None, Repacked]]
"""What is done with content that cannot be opened, given why: `leave_out` or `pass_on`."""


def leave_out(pieces: Iterable[bytes], why: Reason) -> Generator[bytes, None, Repacked]:
    """Yield a note in its place."""
    repacked = yield from _unopened((b"" for _ in pieces), _LEFT_OUT, why)
    yield LEFT_OUT
    return repacked


def pass_on(pieces: Iterable[bytes], why: Reason) -> Generator[bytes, None, Repacked]:
    """Yield it as it came."""
    return (yield from _unopened(pieces, _PASSED_ON, why))


def _unopened(
    pieces: Iterable[bytes], template: str, why: Reason
) -> Generator[bytes, None, Repacked]:
    problem = replace(why, message=Message(template, reason=why.message))
    try:
        yield from pieces
    except ContentCut as cut:
        both = Message(_BOTH, first=cut.reason.message, second=problem.message)
        problem = replace(cut.reason, message=both)
    return Repacked({}, problem)


def redact_compressed(
    kind: Kind,
    pieces: Iterable[bytes],
    redactor: Redactor,
    closed: Closed = leave_out,
    *,
    max_depth: int = MAX_DEPTH,
) -> Generator[bytes, None, Repacked]:
    """Yield the content without secrets, in the same format, and return what was done to it.

    The same undamaged content makes the same bytes, whatever the pieces. Empty pieces are yielded
    while nothing is ready. A stream is held in small parts; a ZIP as a whole, up to
    `MAX_ZIP_BYTES`. A stream that turns out to be damaged, or to unpack to too much, ends there.
    `ContentCut` from `pieces` ends the content as well, and is the problem.
    """
    if not max_depth:
        return (yield from closed(pieces, Reason(_TOO_DEEP)))

    def redact(content: Iterable[bytes]) -> Generator[bytes, None, Repacked]:
        return redact_content(content, redactor, closed, max_depth - 1)

    if kind in STREAM_FORMATS:
        return (yield from _redact_stream(kind, pieces, redact))
    if kind == "ZIP":
        return (yield from _redact_zip(pieces, redactor, redact, closed))
    return (yield from closed(pieces, Reason(Message(_CLOSED, format=kind))))


def _redact_stream(
    kind: Kind, pieces: Iterable[bytes], redact: RedactEntry
) -> Generator[bytes, None, Repacked]:
    stream_format = STREAM_FORMATS[kind]
    compressor = stream_format.compressor()
    content = redact(decompressed(stream_format, pieces))
    repacked = yield from mapped(content, compressor.compress)
    yield compressor.flush()
    return repacked


def _redact_zip(
    pieces: Iterable[bytes], redactor: Redactor, redact: RedactEntry, closed: Closed
) -> Generator[bytes, None, Repacked]:
    held: list[bytes] = []
    size = 0
    waiting = iter(pieces)
    problem = None
    try:
        for piece in waiting:
            held.append(piece)
            size += len(piece)
            if size > MAX_ZIP_BYTES:
                return (yield from closed(chain(held, waiting), Reason(_TOO_LARGE)))
            yield b""
    except ContentCut as cut:
        # The list of its files comes last.
        problem = cut.reason
    data = b"".join(held)
    if not problem and (unreadable := why_unreadable(data)):
        problem = Reason(unreadable)
    if problem:
        return (yield from closed([data], problem))
    return (yield from redact_zip(data, redactor, redact))


def redact_content(
    pieces: Iterable[bytes], redactor: Redactor, closed: Closed, max_depth: int
) -> Generator[bytes, None, Repacked]:
    """Yield what was within compressed content without secrets; it may be compressed itself."""
    first, content = yield from _with_first(iter(pieces))
    if kind := compression_of(first):
        opened = redact_compressed(kind, content, redactor, closed, max_depth=max_depth)
        return (yield from opened)
    if encoding := wide_encoding(first):
        content = as_utf_8(content, encoding)
    removed: Counter[str] = Counter()
    binary = False

    def data_of(redacted: Redacted | None) -> bytes:
        nonlocal binary
        if redacted is None:
            return b""
        removed.update(redacted.counts)
        binary = binary or is_changed_binary(*redacted)
        return redacted.data

    problem = yield from mapped(redacted_blocks(content, redactor), data_of)
    return Repacked(removed, problem or (REPLACED_IN_BINARY if binary else None))


def _with_first(
    pieces: Iterator[bytes],
) -> Generator[bytes, None, tuple[bytes, Iterator[bytes]]]:
    """Return the first bytes, and all pieces with them; yield an empty piece for each of them."""
    first = b""
    try:
        while len(first) < MAGIC_BYTES:
            first += next(pieces)
            yield b""
    except StopIteration:
        pass
    except ContentCut as cut:
        return first, cut_after([first], cut)
    return first, chain([first], pieces)


def cut_after(pieces: Iterable[bytes], cut: ContentCut) -> Iterator[bytes]:
    """Yield `pieces`, which came before, and raise `cut`."""
    yield from pieces
    raise cut
