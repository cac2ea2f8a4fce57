"""The redactor again, plain and slow: `re` on the whole content, each rule at each position.

But for expressions that need a text which is nowhere in the content, see `required_literals`.
"""

import re
from collections.abc import Collection, Generator, Iterator
from functools import cache

from support.redaction.required_literals import PossibleExpressions

from support_packet.redaction.broken_values import (
    GAP,
    Breakable,
    breakable,
    min_cut_length,
)
from support_packet.redaction.folding import FoldedForm, folded_forms
from support_packet.redaction.looks import MAX_NOTATION
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.element_rule import ElementRule
from support_packet.redaction.rule_kinds.insert_rule import InsertRule
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.rules.keys.prefixed_keys import PrefixedKeyRule
from support_packet.redaction.rules.keys.private_keys import DETECTOR, PrivateKeyRule
from support_packet.redaction.spans import MASK, widened
from support_packet.redaction.values import (
    MIN_DIGITS_WITHIN_NUMBER,
    foldable_forms,
    forms,
    searchable,
)


def redact_slowly(
    data: bytes,
    secrets: Collection[str],
    rules: Collection[BaseRule] = SECRET_RULES,
    *,
    tries_all: bool = False,
) -> bytes:
    """Return what the redactor has to make of `data`, whatever blocks it is cut into.

    `tries_all` has each expression tried, also those that cannot match: ten times as slow.
    """
    covered = bytearray(len(data))
    lowered = None if tries_all else data.lower()
    known = [*_literals(data, secrets), *_broken(data, secrets), *_folded(data, secrets)]
    for start, end in [*known, *_matches(data, rules, lowered)]:
        first, last = widened(data, start, end)
        covered[first:last] = b"\1" * (last - first)
    # A number is known for itself also where the rest of a longer one is masked.
    left = bytes(0 if is_covered else byte for byte, is_covered in zip(data, covered, strict=True))
    for start, end in _literals(left, secrets):
        if left[start:end].isdigit():
            first, last = widened(data, start, end)
            covered[first:last] = b"\1" * (last - first)
    runs = re.finditer(b"\x01+|\x00+", covered)
    return b"".join(MASK if run[0][0] else data[run.start() : run.end()] for run in runs)


@cache
def _forms(secret: str) -> frozenset[bytes]:
    return frozenset(forms(secret)) if searchable(secret) else frozenset()


@cache
def _folds(secret: str) -> list[tuple[FoldedForm, bytes]]:
    """Return each way in which a value may be folded first, and how that begins."""
    values = foldable_forms(secret) if searchable(secret) else ()
    folded = (folded for form in values for folded in folded_forms(form))
    return [(each, each.form[:place] + begin) for each in folded for place, begin in each.folds()]


def _literals(data: bytes, secrets: Collection[str]) -> Iterator[tuple[int, int]]:
    for literal in {form for secret in secrets for form in _forms(secret)}:
        if literal not in data:
            continue
        expression = re.escape(literal)
        if literal.isdigit() and len(literal) < MIN_DIGITS_WITHIN_NUMBER:
            expression = rb"(?<![0-9])" + expression + rb"(?![0-9])"
        for found in re.finditer(rb"(?=" + expression + rb")", data):
            yield found.start(), found.start() + len(literal)


def _folded(data: bytes, secrets: Collection[str]) -> Iterator[tuple[int, int]]:
    for secret in secrets:
        for folded, fold in _folds(secret):
            if fold not in data:
                continue
            for found in re.finditer(rb"(?=" + re.escape(fold) + rb")", data):
                if end := folded.match(data, found.start()):
                    yield found.start(), end


def _broken(data: bytes, secrets: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield each character of the values that are cut off or wrapped."""
    for secret in filter(searchable, secrets):
        for value in breakable(secret):
            whole = len(value.form)
            starts: set[int] = set()
            for length in range(
                whole, (whole if value.backward else min_cut_length(value.form)) - 1, -1
            ):
                starts |= yield from _broken_at(data, value, length, starts)


def _broken_at(
    data: bytes, value: Breakable, length: int, seen: set[int]
) -> Generator[tuple[int, int], None, set[int]]:
    """Yield the characters of the first `length` of a value, where no more of it was `seen`."""
    head = len(value.head)
    unbroken = range(length - head + 1, length) if value.backward else range(1, head)
    expression = b"".join(
        (b"" if place in unbroken or not place else rb"(?:%s)??" % GAP)
        + b"(%s)" % re.escape(value.form[place : place + 1])
        for place in range(length)
    )
    places = list(re.finditer(b"(?=" + expression + b")", data))
    for found in places:
        is_word = re.match(rb"[A-Za-z0-9]", data[found.end(length) :])
        if found.start() not in seen and (length == len(value.form) or not is_word):
            yield from map(found.span, range(1, length + 1))
    return {found.start() for found in places}


def _matches(
    data: bytes, rules: Collection[BaseRule], lowered: bytes | None
) -> Iterator[tuple[int, int]]:
    for rule in rules:
        match rule:
            case Rule():
                yield from _of_rule(data, rule, lowered)
            case LineRule() | BeforeRule() | NextLinesRule() | ElementRule() | InsertRule():
                yield from _of_line_rule(data, rule, lowered)
            case PrivateKeyRule() | PrefixedKeyRule():
                yield from _private_keys(data, rule)


def _everywhere(
    expression: re.Pattern[bytes], data: bytes, lowered: bytes | None
) -> Iterator[re.Match[bytes]]:
    """Yield what matches at each position, found as if each was tried."""
    if lowered is not None and not _possible().may_match(expression.pattern, lowered):
        return
    found = expression.search(data)
    while found is not None:
        yield found
        found = expression.search(data, found.start() + 1)


@cache
def _possible() -> PossibleExpressions:
    """Return what says which expressions of all rules may match."""
    heads = (rule.head.pattern for rule in SECRET_RULES if isinstance(rule, Rule))
    return PossibleExpressions(
        [*heads, *(each for rule in SECRET_RULES for each in rule.detectors)]
    )


# The cache of `re` has room for 512 only.
_compiled = cache(re.compile)


def _of_rule(data: bytes, rule: Rule, lowered: bytes | None) -> Iterator[tuple[int, int]]:
    for head in _everywhere(rule.head, data, lowered):
        tail = rule.tail.match(data, head.end())
        if tail:
            yield head.start(1), head.end(1) if rule.suffix else tail.end()


def _of_line_rule(
    data: bytes,
    rule: LineRule | BeforeRule | NextLinesRule | ElementRule | InsertRule,
    lowered: bytes | None,
) -> Iterator[tuple[int, int]]:
    detectors = [_compiled(detector) for detector in rule.detectors]
    found_until = 0
    # In the order of where they start, and where they end.
    for start, end in sorted(
        found.span() for each in detectors for found in _everywhere(each, data, lowered)
    ):
        # What is found once is not looked through again: that would take a square of the time.
        if end + MAX_NOTATION > found_until and (not rule.ends or data[end - 1] in rule.ends):
            for bounds in rule.find_all(data, start, end) or ():
                found_until = bounds[1]
                yield bounds


def _private_keys(data: bytes, rule: PrivateKeyRule | PrefixedKeyRule) -> Iterator[tuple[int, int]]:
    for header in re.finditer(DETECTOR, data):
        yield from rule.find_all(data, *header.span()) or ()
