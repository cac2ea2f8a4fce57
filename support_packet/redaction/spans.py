"""The parts of a block that are replaced, and by what."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

MASK = b"*" * 32
"""What replaces a secret; Mattermost's own mask."""

Rename = Callable[[bytes], bytes]

_CUT_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{0,3}|x[0-9A-Fa-f]?|U[0-9A-Fa-f]{0,7})?\Z")
_ESCAPE_REST = re.compile(rb"[0-9A-Fa-f]*+")
_ESCAPE_BYTES = {b"u": 6, b"x": 4, b"U": 10}
_LONG_ESCAPE = re.compile(rb"x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8}")
_MAX_ESCAPE = 10


Found = tuple[int, int, str, bool]
"""Bytes from where to where of a block are secret, the id of what found them, and whether they may
be more of a JSON document than the inside of a string."""

Part = tuple[bytes, str | None]
"""Some bytes of what is left, and the id of what found the secret there, `None` for none."""


@dataclass(slots=True)
class Span:
    """Bytes `start` to `end` of a block, to be replaced by `text`.

    `rule` is the id of what found it, for which the report counts the masks in `text`. `rename`,
    for what gets a pseudonym, makes it of the bytes. `structural` is as in `Found`.
    """

    start: int
    end: int
    rule: str
    text: bytes = MASK
    rename: Rename | None = None
    structural: bool = False


def union(
    found: Iterable[Found], data: bytes, renames: Mapping[str, Rename] | None = None
) -> list[Span]:
    """Join what overlaps or touches, in order, nothing ending within an escape of JSON.

    `renames` make pseudonyms of what some rules find; what joins a pseudonym with a mask is masked.
    """
    joined: list[Span] = []
    last, last_end = Span(0, 0, ""), -1
    has_escapes = b"\\" in data
    for start, end, rule, structural in sorted(found, key=itemgetter(0)):
        if has_escapes:
            start, end = widened(data, start, end)  # noqa: PLW2901 -- of the same secret
        if start > last_end:
            last = Span(start, end, rule)
            joined.append(last)
            last_end = end
            last.rename = renames.get(rule) if renames else None
        else:
            last.start = min(last.start, start)
            last.end = last_end = max(last_end, end)
            last.rename = renames.get(rule) if renames and last.rename else None
        if structural:
            last.structural = True
    for span in joined if renames else ():
        if span.rename:
            span.text = span.rename(data[span.start : span.end])
    return joined


def widened(data: bytes, start: int, end: int) -> tuple[int, int]:
    r"""Return bounds that take in the rest of an escape of JSON or YAML that they cut through.

    A mask after a lone backslash, or half of `\u00e9`, would make the document unreadable.
    """
    first, last = start, end
    if data.find(b"\\", max(0, start - _MAX_ESCAPE), start) >= 0:
        first = _escape_start(data, start)
    if data.find(b"\\", max(start, end - _MAX_ESCAPE), end) >= 0:
        begin = _escape_start(data, end)
        width = _ESCAPE_BYTES.get(data[begin + 1 : begin + 2], 0)
        if begin < end - 1 and width:
            rest = _ESCAPE_REST.match(data, end, begin + width)
            last = rest.end() if rest else end
        elif begin < end and data[end : end + 1] not in (b"", b"\n"):
            last = min(end + _width_of_rest(data, end), len(data))
    return first, last


def _width_of_rest(data: bytes, position: int) -> int:
    """Return how many bytes of an escape follow its backslash."""
    if data.startswith(b"u", position):
        return _ESCAPE_BYTES[b"u"] - 1
    # Only YAML has these; in a path a backslash may come before any word.
    long = _LONG_ESCAPE.match(data, position)
    return len(long[0]) if long else 1


def _escape_start(data: bytes, position: int) -> int:
    """Return where the escape begins that `position` is within, or else `position`."""
    begin = data.rfind(b"\\", max(0, position - _MAX_ESCAPE + 1), position)
    if begin < 0 or not _CUT_ESCAPE.match(data, begin, position):
        return position
    # Of an even number of backslashes each second one is itself escaped: no escape begins.
    return begin if _backslashes(data, begin + 1) % 2 else position


def _backslashes(data: bytes, end: int) -> int:
    """Return how many backslashes there are in a row before `end`."""
    window = data[max(0, end - 64) : end]
    if window.count(b"\\") == len(window):
        window = data[:end]
    return len(window) - len(window.rstrip(b"\\"))


def parts(data: bytes, spans: Iterable[Span], start: int, end: int) -> list[Part]:
    """Return bytes `start` to `end` in parts: what stays, and in place of each span its text.

    A span that begins before `start` was replaced where it begins.
    """
    position = start
    replaced: list[Part] = []
    for span in spans:
        first, last = span.start, span.end
        if last <= start or first >= end:
            continue
        if first >= start:
            replaced += (data[position:first], None), (span.text, span.rule)
        position = min(end, last)
    replaced.append((data[position:end], None))
    return replaced
