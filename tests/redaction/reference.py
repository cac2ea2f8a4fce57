"""The redactor again, plain and slow: `re` on the whole content, each rule at each position."""

import re
from collections.abc import Collection, Iterator

from support_packet.redaction.rules import private_keys
from support_packet.redaction.rules.tokens import RULES
from support_packet.redaction.search import FEW_DIGITS
from support_packet.redaction.spans import MASK, Span, widen
from support_packet.redaction.values import forms, searchable


def redact_slowly(data: bytes, secrets: Collection[str]) -> bytes:
    """Return what the redactor has to make of `data`, whatever blocks it is cut into."""
    covered = bytearray(len(data))
    for start, end in [*_literals(data, secrets), *_matches(data), *_private_keys(data)]:
        span = Span(start, end, "")
        widen(span, data)
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    runs = re.finditer(b"\x01+|\x00+", covered)
    return b"".join(MASK if run[0][0] else data[run.start() : run.end()] for run in runs)


def _literals(data: bytes, secrets: Collection[str]) -> Iterator[tuple[int, int]]:
    for literal in {form for secret in secrets if searchable(secret) for form in forms(secret)}:
        expression = re.escape(literal)
        if literal.isdigit() and len(literal) < FEW_DIGITS:
            expression = rb"(?<![0-9])" + expression + rb"(?![0-9])"
        for found in re.finditer(rb"(?=" + expression + rb")", data):
            yield found.start(), found.start() + len(literal)


def _matches(data: bytes) -> Iterator[tuple[int, int]]:
    for rule in RULES:
        for start in range(len(data)):
            head = rule.head.match(data, start)
            tail = head and rule.tail.match(data, head.end())
            if head and tail:
                yield head.start(1), head.end(1) if rule.end else tail.end()


def _private_keys(data: bytes) -> Iterator[tuple[int, int]]:
    for header in re.finditer(private_keys.DETECTOR, data):
        lies = private_keys.key(data, *header.span())
        if lies:
            yield lies
