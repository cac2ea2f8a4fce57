"""Keeps JSON valid where a secret was outside its strings: a number, for example; TOML, too."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, groupby

from support_packet.redaction.spans import MASK, Span

QUOTED = b'"' + MASK + b'"'

STRUCTURAL = re.compile(rb'[-+.0-9eEtruefalsn{}\[\]:,\s]*|(?s:.*)"(?s:.*)')
"""Bytes that can be outside the strings of JSON, or reach from within a string to its outside."""

_LOOKS_LIKE_JSON = re.compile(
    rb'[ \t]*+(?:[{\["]'
    rb"|-?[0-9][-+.0-9eE]*+[ \t]*+,?[ \t\r]*+\Z"
    rb"|[A-Za-z0-9_.-]++ = (?:\[|[-+]?[0-9][-+.0-9eE]*+[ \t]*+(?:#|[\r]?\Z)))"  # of TOML
)
_STRING = re.compile(rb'"(?>(?:[^"\\]++|\\.)*)"?')
_NUMBER_START = re.compile(rb"(?:^|[:,\[]| =)[ \t]*+\Z")
_NUMBER_REST = re.compile(rb"[-+.0-9eE]*+(?=[ \t\r]*+(?:[,\]}]|\Z)|[ \t]+#)")
_NUMBER_BYTES = b"-+.0123456789eE"


def keep_json(data: bytes, spans: list[Span]) -> list[Span]:
    """Quote the masks of numbers, on lines that look like JSON.

    A line of JSON on which a mask would reach from within a string to its outside is masked whole,
    unless the mask reaches on to other lines.
    """
    kept: list[Span] = []
    for (start, end), group in groupby(spans, key=lambda span: _line(data, span.start)):
        line, on_line = data[start:end], list(group)
        is_json = on_line[-1].end <= end and _LOOKS_LIKE_JSON.match(line)
        kept += _keep_line(line, start, on_line) if is_json else on_line
    return kept


def _line(data: bytes, position: int) -> tuple[int, int]:
    start, end = data.rfind(b"\n", 0, position) + 1, data.find(b"\n", position)
    return start, end if end >= 0 else len(data)


def _keep_line(line: bytes, offset: int, spans: list[Span]) -> Iterable[Span]:
    strings = [found.span() for found in _STRING.finditer(line)]
    for span in spans:
        start, end = span.start - offset, span.end - offset
        place = bisect_right(strings, (start, 0)) - 1
        within = place >= 0 and start < strings[place][1]
        if within and end <= strings[place][1] - line.endswith(b'"', 0, strings[place][1]):
            continue
        if within or (place + 1 < len(strings) and strings[place + 1][0] < end):
            return [_whole(line, offset, span.rule)] if _is_json(line) else spans
        _quote(line, offset, span)
    # A number may have taken in the beginning of what another span covers.
    ends = accumulate((span.end for span in spans), max, initial=0)
    return [span for span, end in zip(spans, ends, strict=False) if span.end > end]


def _quote(line: bytes, offset: int, span: Span) -> None:
    """Let `span` take in the number that it is a part of, and be a string."""
    before = line[: span.start - offset].rstrip(_NUMBER_BYTES)
    rest = _NUMBER_REST.match(line, span.end - offset)
    if rest and _NUMBER_START.search(before, max(0, len(before) - 64)):
        span.start, span.end, span.text = offset + len(before), offset + rest.end(), QUOTED


def _whole(line: bytes, offset: int, rule: str) -> Span:
    start = offset + len(line) - len(line.lstrip())
    text = QUOTED if _is_document(line) else QUOTED + b": " + QUOTED
    return Span(start, offset + len(_without_comma(line)), rule, text=text)


def _is_json(line: bytes) -> bool:
    """Return whether `line` is a document or a member of an object."""
    return _is_document(line) or _is_document(b"{" + _without_comma(line) + b"}")


def _without_comma(line: bytes) -> bytes:
    return line.rstrip().removesuffix(b",")


def _is_document(text: bytes) -> bool:
    try:
        json.loads(text.decode("latin-1"))
    except (ValueError, RecursionError):
        return False
    return True
