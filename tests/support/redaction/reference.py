"""The redactor again, plain and slow: `re` on the whole content, each rule at each position."""

import re
from collections.abc import Collection, Iterator

from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.elements import ElementRule
from support_packet.redaction.rules.line_rule import BeforeRule, LineRule
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.prefixed_keys import PrefixedKeyRule
from support_packet.redaction.rules.private_keys import DETECTOR, PrivateKeyRule
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.search import MIN_DIGITS_WITHIN_NUMBER
from support_packet.redaction.spans import MASK, Span, widen
from support_packet.redaction.values import forms, searchable


def redact_slowly(
    data: bytes, secrets: Collection[str], rules: Collection[BaseRule] = SECRET_RULES
) -> bytes:
    """Return what the redactor has to make of `data`, whatever blocks it is cut into."""
    covered = bytearray(len(data))
    for start, end in [*_literals(data, secrets), *_matches(data, rules)]:
        span = Span(start, end, "")
        widen(span, data)
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    runs = re.finditer(b"\x01+|\x00+", covered)
    return b"".join(MASK if run[0][0] else data[run.start() : run.end()] for run in runs)


def _literals(data: bytes, secrets: Collection[str]) -> Iterator[tuple[int, int]]:
    for literal in {form for secret in secrets if searchable(secret) for form in forms(secret)}:
        expression = re.escape(literal)
        if literal.isdigit() and len(literal) < MIN_DIGITS_WITHIN_NUMBER:
            expression = rb"(?<![0-9])" + expression + rb"(?![0-9])"
        for found in re.finditer(rb"(?=" + expression + rb")", data):
            yield found.start(), found.start() + len(literal)


def _matches(data: bytes, rules: Collection[BaseRule]) -> Iterator[tuple[int, int]]:
    for rule in rules:
        match rule:
            case Rule():
                yield from _of_rule(data, rule)
            case LineRule() | BeforeRule() | NextLinesRule() | ElementRule():
                yield from _of_line_rule(data, rule)
            case PrivateKeyRule() | PrefixedKeyRule():
                yield from _private_keys(data, rule)


def _of_rule(data: bytes, rule: Rule) -> Iterator[tuple[int, int]]:
    for start in range(len(data)):
        head = rule.head.match(data, start)
        tail = head and rule.tail.match(data, head.end())
        if head and tail:
            yield head.start(1), head.end(1) if rule.suffix else tail.end()


def _of_line_rule(
    data: bytes, rule: LineRule | BeforeRule | NextLinesRule | ElementRule
) -> Iterator[tuple[int, int]]:
    detectors, found_until = [re.compile(detector) for detector in rule.detectors], -1
    for start in range(len(data)):
        ends = [found.end() for each in detectors if (found := each.match(data, start))]
        for end in sorted(ends):
            # What is found once is not looked through again: that would take a square of the time.
            if end > found_until and (not rule.ends or data[end - 1] in rule.ends):
                for found in rule.find_all(data, start, end):
                    found_until = found[1]
                    yield found


def _private_keys(data: bytes, rule: PrivateKeyRule | PrefixedKeyRule) -> Iterator[tuple[int, int]]:
    for header in re.finditer(DETECTOR, data):
        yield from rule.find_all(data, *header.span())
