"""The parts of a block that are replaced, and by what."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

MASK = b"*" * 32
"""What replaces a secret; Mattermost's own mask."""

Rename = Callable[[bytes], bytes]

_CUT_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{0,3}|x[0-9A-Fa-f]?|U[0-9A-Fa-f]{0,7})\Z")
_ESCAPE_REST = re.compile(rb"[0-9A-Fa-f]*+")
_ESCAPE_BYTES = {b"u": 6, b"x": 4, b"U": 10}
_LONG_ESCAPE = re.compile(rb"x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8}")
_MAX_ESCAPE = 10


@dataclass(slots=True)
class Span:
    """Bytes `start` to `end` of a block, to be replaced by `text`.

    `rule` is the id of what found it, for which the report counts the masks in `text`. `rename`,
    for what gets a pseudonym, makes it of the bytes. `structural` means that the bytes may be more
    of a JSON document than the inside of a string.
    """

    start: int
    end: int
    rule: str
    text: bytes = MASK
    rename: Rename | None = None
    structural: bool = False


def union(spans: Iterable[Span], data: bytes) -> list[Span]:
    """Join spans that overlap or touch, in order, none ending within an escape of JSON.

    What joins a pseudonym with a mask is masked.
    """
    joined: list[Span] = []
    end = -1
    for span in sorted(spans, key=attrgetter("start")):
        widen(span, data)
        if span.start > end:
            joined.append(span)
            end = span.end
            continue
        last = joined[-1]
        last.start = min(last.start, span.start)
        last.end = end = max(end, span.end)
        last.rename = last.rename and span.rename
        last.structural = last.structural or span.structural
    for span in joined:
        if span.rename:
            span.text = span.rename(data[span.start : span.end])
    return joined


def widen(span: Span, data: bytes) -> None:
    r"""Let `span` take in the rest of an escape of JSON or YAML that it cuts through.

    A mask after a lone backslash, or half of `\u00e9`, would make the document unreadable.
    """
    start, end = span.start, span.end
    if b"\\" in data[max(0, start - _MAX_ESCAPE) : start]:
        span.start = _escape_start(data, start)
    if b"\\" in data[max(start, end - _MAX_ESCAPE) : end]:
        begin = _escape_start(data, end)
        width = _ESCAPE_BYTES.get(data[begin + 1 : begin + 2], 0)
        if begin < end - 1 and width:
            rest = _ESCAPE_REST.match(data, end, begin + width)
            span.end = rest.end() if rest else end
        elif begin < end and data[end : end + 1] not in (b"", b"\n"):
            span.end = min(end + _width_of_rest(data, end), len(data))


def _width_of_rest(data: bytes, position: int) -> int:
    """Return how many bytes of an escape follow its backslash."""
    if data.startswith(b"u", position):
        return _ESCAPE_BYTES[b"u"] - 1
    # Only YAML has these; in a path a backslash may come before any word.
    long = _LONG_ESCAPE.match(data, position)
    return len(long[0]) if long else 1


def _escape_start(data: bytes, position: int) -> int:
    """Return where the escape begins that `position` is within, or else `position`."""
    cut = _CUT_ESCAPE.search(data, max(0, position - _MAX_ESCAPE + 1), position)
    begin = cut.start() if cut else position - 1
    # Of an even number of backslashes each second one is itself escaped: no escape begins.
    return begin if _backslashes(data, begin + 1) % 2 else position


def _backslashes(data: bytes, end: int) -> int:
    """Return how many backslashes there are in a row before `end`."""
    window = data[max(0, end - 64) : end]
    if window.count(b"\\") == len(window):
        window = data[:end]
    return len(window) - len(window.rstrip(b"\\"))


def replace(
    data: bytes, spans: Iterable[Span], start: int, end: int
) -> tuple[bytes, Mapping[str, int]]:
    """Return bytes `start` to `end` with the spans replaced, and how many masks each rule made."""
    pieces: list[bytes] = []
    counts: Counter[str] = Counter()
    for text, rule in parts(data, spans, start, end):
        pieces.append(text)
        if rule:
            # A pseudonym is not a mask, and counts once.
            counts[rule] += text.count(MASK) or 1
    return b"".join(pieces), counts


def parts(
    data: bytes, spans: Iterable[Span], start: int, end: int
) -> Iterator[tuple[bytes, str | None]]:
    """Yield bytes `start` to `end` in parts: what stays, and in place of each span its text.

    The second of a pair is the span's rule, `None` for what stays. A span that begins before
    `start` was replaced where it begins.
    """
    position = start
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        if span.start >= start:
            yield data[position : span.start], None
            yield span.text, span.rule
        position = min(span.end, end)
    yield data[position:end], None
