"""Secrets that span lines: where content must not be cut, and where a block must be looked at again."""

import re
from collections.abc import Iterator
from functools import cache

from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.prefixed_keys import PrefixedKeyRule, open_prefixed_key
from support_packet.redaction.rules.private_keys import DETECTOR, PrivateKeyRule, open_key
from support_packet.redaction.spans import Span

_WINDOW = 4 * 1024
"""So many bytes before a cut are searched for names whose values may come after it."""

_MAX_HITS = 1024

_KEY_RULES: tuple[BaseRule, ...] = tuple(
    rule for rule in SECRET_RULES if isinstance(rule, PrefixedKeyRule | PrivateKeyRule)
)
_NAMES = tuple(
    (detector, rule)
    for rule in SECRET_RULES
    if isinstance(rule, NextLinesRule)
    for detector in rule.detectors
)


def open_secret(data: bytes, end: int) -> int | None:
    """Return the start of the line that opens a secret which may go on after `end`.

    `None` if there is none: then content may be cut there.
    """
    starts = (open_key(data, end), open_prefixed_key(data, end), _open_name(data, end))
    return min((start for start in starts if start is not None), default=None)


def keys_in(block: bytes) -> Iterator[Span]:
    """Yield the private keys of a block whose lines are not all looked at.

    Of the ends of keys on a line those between the first and the last are passed over: a key on the
    next lines comes after the last.
    """
    found = list(re.finditer(DETECTOR, block))
    following = [match.start() for match in found[1:]]
    for match, after in zip(found, [*following, len(block)], strict=False):
        is_last = after == len(block) or block.find(b"\n", match.end(), after) >= 0
        if is_last or block.endswith(b"\n", 0, match.start()):
            for rule in _KEY_RULES:
                for first, last in rule.find_all(block, *match.span()):
                    yield Span(first, last, rule.id)


def values_after(block: bytes, end: int) -> Iterator[Span]:
    """Yield the values after `end` of names on the lines before, which were not looked at."""
    for rule, start, stop in _names_before(block, block.find(b"\n", end) + 1 or end):
        for first, last in rule.find_all(block, start, stop):
            yield Span(first, last, rule.id)


def _open_name(data: bytes, end: int) -> int | None:
    """Return the start of the first line with a name whose value may be on a line after `end`."""
    for rule, start, stop in _names_before(data, end):
        if data.count(b"\n", stop, end) < rule.lines:
            return data.rfind(b"\n", 0, start) + 1
    return None


def _names_before(data: bytes, end: int) -> Iterator[tuple[NextLinesRule, int, int]]:
    first = max(0, end - _WINDOW)
    for number, start, stop in _database().scan(data[first:end], _MAX_HITS) or ():
        yield _NAMES[number][1], first + start, first + stop


@cache
def _database() -> PatternDatabase:
    return PatternDatabase([], [detector for detector, _ in _NAMES])
