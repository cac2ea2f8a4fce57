"""Secrets that span lines: where content must not be cut, where a block is looked at again."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.prefixed_keys import PrefixedKeyRule, open_prefixed_key
from support_packet.redaction.rules.private_keys import DETECTOR, PrivateKeyRule, open_key
from support_packet.redaction.rules.putty_keys import open_putty_key
from support_packet.redaction.spans import Found

_WINDOW = 4 * 1024
_LINES = 4
"""How many bytes and lines before a cut are searched for names whose values may come after it."""

_LINE_BYTES = 1024
_NAME_BYTES = 64
"""How much of a line is searched for names, and how much of its end for those that must be
there."""

_MAX_HITS = 1024

_KEY_RULES: tuple[BaseRule, ...] = tuple(
    rule for rule in SECRET_RULES if isinstance(rule, PrefixedKeyRule | PrivateKeyRule)
)
_END_OF_KEY = re.compile(DETECTOR)
_NEXT_LINES = tuple(rule for rule in SECRET_RULES if isinstance(rule, NextLinesRule))


class Openings:
    """The lines of `data` that open a secret which continues after them; each is looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[int, list[tuple[int, int]]] = {}
        self._before: dict[int, int | None] = {}

    def before(self, end: int) -> int | None:
        """Return the start of the line that opens a secret which may continue after `end`.

        `None` if there is none: then content may be cut there.
        """
        if end not in self._before:
            self._before[end] = self._find_before(end)
        return self._before[end]

    def _find_before(self, end: int) -> int | None:
        keys = (open_key, open_prefixed_key, open_putty_key)
        starts = [start for key in keys if (start := key(self._data, end)) is not None]
        for last, line_end in enumerate(_line_ends(self._data, end)):
            starts += [start for start, lines in self._names_of_line(line_end) if last < lines]
        return min(starts, default=None)

    def _names_of_line(self, end: int) -> list[tuple[int, int]]:
        if end not in self._known:
            self._known[end] = [
                (self._data.rfind(b"\n", 0, start) + 1, rule.lines)
                for rule, start, _ in _names_before(self._data, end, once=True)
            ]
        return self._known[end]


def around(block: bytes, masked: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield secrets that begin in lines masked whole and continue after them, or end in them.

    These are secrets of several lines: private keys, and values on the line after their names.
    """
    for start, end in _runs(masked):
        yield from _keys_around(block, start, end)
        yield from _values_after(block, end)


def _runs(masked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans between which there is nothing but a line end."""
    runs: list[tuple[int, int]] = []
    for start, end in masked:
        if runs and start <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def _keys_around(block: bytes, start: int, end: int) -> Iterator[Found]:
    """Yield the keys that begin before lines and end in them, or begin in them: none is between."""
    # A plain search is much faster.
    if block.find(b"PRIVATE", start, end) < 0:
        return
    first = _END_OF_KEY.search(block, start, end)
    if first is None:
        return
    near = max(first.start(), block.rfind(b"PRIVATE", first.start(), end) - _LINE_BYTES)
    found = list(_END_OF_KEY.finditer(block, near, end)) or [first]
    for match in (first, found[-1]):
        for rule in _KEY_RULES:
            for begin, last in rule.find_all(block, *match.span()):
                yield begin, last, rule.id, False


def _values_after(block: bytes, end: int) -> Iterator[Found]:
    """Yield the values after `end` of names on the lines before, which were not looked at."""
    after = block.find(b"\n", end) + 1 or end
    for rule, start, stop in _names_before(block, after):
        for first, last in rule.find_all(block, start, stop):
            yield first, last, rule.id, False


def _line_ends(data: bytes, end: int) -> Iterator[int]:
    """Yield the ends of the last lines before `end`, the last first."""
    for _ in range(_LINES):
        yield end
        end = data.rfind(b"\n", max(0, end - _WINDOW), end - 1) + 1
        if not end:
            return


def _names_before(
    data: bytes, end: int, *, once: bool = False
) -> Iterator[tuple[NextLinesRule, int, int]]:
    """Yield the names at the end of the line before `end`, and where their triggers end.

    With `once`, only the first name of each rule.
    """
    found = set[str]()
    line = data.rfind(b"\n", max(0, end - _LINE_BYTES), end - 1) + 1
    for within_line, size in ((False, _NAME_BYTES), (True, _LINE_BYTES)):
        rules, database = _names(within_line)
        first = max(0, line, end - size)
        for number, start, last in database.scan(data[first:end], _MAX_HITS) or ():
            for rule in rules[number]:
                if rule.id in found:
                    continue
                asked = not rule.ends or data[first + last - 1] in rule.ends
                stop = rule.trigger_at(data, first + start) if asked else None
                if stop is not None and stop <= end:
                    yield rule, first + start, stop
                    if once:
                        found.add(rule.id)


@cache
def _names(within_line: bool) -> tuple[list[list[NextLinesRule]], PatternDatabase]:
    """Return the rules for each detector, and what searches for these."""
    rules: dict[bytes, list[NextLinesRule]] = {}
    for rule in _NEXT_LINES:
        if rule.within_line == within_line:
            for detector in rule.detectors:
                rules.setdefault(detector, []).append(rule)
    return list(rules.values()), PatternDatabase([], list(rules))
