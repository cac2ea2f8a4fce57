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
_LINES = 4
"""So many bytes and lines before a cut are searched for names whose values may come after it."""

_LONGEST_NAME = 384
"""So many bytes at the end of a line are searched for a name."""

_MAX_HITS = 1024

_KEY_RULES: tuple[BaseRule, ...] = tuple(
    rule for rule in SECRET_RULES if isinstance(rule, PrefixedKeyRule | PrivateKeyRule)
)
_NAMES: dict[bytes, list[NextLinesRule]] = {}
for _rule in SECRET_RULES:
    if isinstance(_rule, NextLinesRule):
        for _detector in _rule.detectors:
            _NAMES.setdefault(_detector, []).append(_rule)
_DETECTORS = list(_NAMES)


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
    after = block.find(b"\n", end) + 1 or end
    for rule, start, stop in _names_before(block, after):
        for first, last in rule.find_all(block, start, stop):
            yield Span(first, last, rule.id)


def _open_name(data: bytes, end: int) -> int | None:
    """Return the start of the first line with a name whose value may be on a line after `end`."""
    found = [
        data.rfind(b"\n", 0, start) + 1
        for last, line_end in enumerate(_line_ends(data, end))
        for rule, start, _ in _names_before(data, line_end)
        if last < rule.lines
    ]
    if (putty := data.rfind(b"Private-Lines: ", max(0, end - _WINDOW), end)) >= 0:
        found.append(data.rfind(b"\n", 0, putty) + 1)
    return min(found, default=None)


def _line_ends(data: bytes, end: int) -> Iterator[int]:
    """Yield the ends of the last lines before `end`, the last first."""
    for _ in range(_LINES):
        yield end
        end = data.rfind(b"\n", max(0, end - _WINDOW), end - 1) + 1
        if not end:
            return


def _names_before(data: bytes, end: int) -> Iterator[tuple[NextLinesRule, int, int]]:
    """Yield the names at the end of the line before `end`, and where their triggers end."""
    first = max(0, end - _LONGEST_NAME, data.rfind(b"\n", max(0, end - _LONGEST_NAME), end - 1) + 1)
    for number, start, last in _database().scan(data[first:end], _MAX_HITS) or ():
        for rule in _NAMES[_DETECTORS[number]]:
            asked = not rule.ends or data[first + last - 1] in rule.ends
            stop = rule.trigger_at(data, first + start) if asked else None
            if stop is not None and stop <= end:
                yield rule, first + start, stop


@cache
def _database() -> PatternDatabase:
    return PatternDatabase([], _DETECTORS)
