"""Secrets that span lines: where content must not be cut, where a block is looked at again."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.rules.keys.open_keys import open_keys
from support_packet.redaction.rules.keys.prefixed_keys import PrefixedKeyRule
from support_packet.redaction.rules.keys.private_keys import DETECTOR, PrivateKeyRule
from support_packet.redaction.scanner import Hits
from support_packet.redaction.spans import Found

_WINDOW = 4 * 1024
_LINES = 4
"""How many bytes and lines before a cut are searched for names whose values may come after it."""

_LINE_BYTES, _NAME_BYTES = 1024, 64
"""How much of a line is searched for names, and how much of its end for those that must be
there."""
_BYTES_AHEAD = 16
"""How many bytes of the next line a trigger may look at: the ruler of a table."""

_MAX_HITS = 1024

_KEY_RULES: tuple[BaseRule, ...] = tuple(
    rule for rule in SECRET_RULES if isinstance(rule, PrefixedKeyRule | PrivateKeyRule)
)
_END_OF_KEY = re.compile(DETECTOR)
_NEXT_LINES = tuple(rule for rule in SECRET_RULES if isinstance(rule, NextLinesRule))

_ByDetector = dict[int, list[NextLinesRule]]
"""Which rules to ask about a hit of a detector."""

_Triggers = dict[bytes, list[tuple[NextLinesRule, int, int]]]
"""For the end of a line, the triggers on it: how far before the next line they begin and end."""


class Openings:
    """The lines of `data` that open a secret which continues after them; each is looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[bytes, int] = {}
        self._before: dict[int, int | None] = {}

    def before(self, end: int) -> int | None:
        """Return the start of the line that opens a secret which may continue after `end`.

        `None` if there is none: then content may be cut there.
        """
        if end not in self._before:
            self._before[end] = self._find_before(end)
        return self._before[end]

    def _find_before(self, end: int) -> int | None:
        starts = open_keys(self._data, end)
        line_ends = list(_line_ends(self._data, end))
        if not _may_have_names(self._data[max(0, line_ends[-1] - _LINE_BYTES) : end]):
            line_ends = []
        for last, line_end in enumerate(line_ends):
            if last < self._lines_opened(line_end):
                starts.append(self._data.rfind(b"\n", 0, line_end - 1) + 1)
        return min(starts, default=None)

    def _lines_opened(self, end: int) -> int:
        """Return over how many lines after `end` a secret may reach that the line before opens."""
        line = _like(self._data, end)
        if line not in self._known:
            names = _names_before(self._data, end)
            opened = (rule.lines for rule, at in names if _trigger_end(rule, at, self._data, end))
            self._known[line] = next(opened, 0)
        return self._known[line]


def around(block: bytes, masked: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield secrets that begin in lines masked whole and continue after them, or end in them.

    These are private keys, and values on the lines after their names.
    """
    triggers: _Triggers = {}
    for start, end in _runs(masked):
        yield from _keys_around(block, start, end)
        line_end = block.find(b"\n", end) + 1 or end
        for distance, last in enumerate(_line_ends(block, line_end)):
            if last > start:
                yield from _values_after(block, last, distance, triggers)


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
            for begin, last in rule.find_all(block, *match.span()) or ():
                yield begin, last, rule.id, False


def _values_after(block: bytes, end: int, lines: int, known: _Triggers) -> Iterator[Found]:
    """Yield the values more than `lines` lines after `end` of names on the line before.

    These were not looked at. What is `known` of a line is known of all lines like it.
    """
    line = _like(block, end)
    if line not in known:
        ends = ((each, _trigger_end(*each, block, end)) for each in _names_before(block, end))
        known[line] = [(rule, end - start, end - stop) for (rule, start), stop in ends if stop]
    for rule, start, stop in known[line]:
        if rule.lines > lines:
            for first, last in rule.find_all(block, end - start, end - stop) or ():
                yield first, last, rule.id, False


def _line_ends(data: bytes, end: int) -> Iterator[int]:
    """Yield the ends of the last lines before `end`, the last first."""
    for _ in range(_LINES):
        yield end
        end = data.rfind(b"\n", max(0, end - _WINDOW), end - 1) + 1
        if not end:
            return


def _line_before(data: bytes, end: int) -> bytes:
    """Return the line that ends there, or its last bytes."""
    return data[max(data.rfind(b"\n", 0, end - 1) + 1, end - _LINE_BYTES, 0) : end]


def _like(data: bytes, end: int) -> bytes:
    """Return the same and a few bytes more: what the line opens depends on these alone."""
    return _line_before(data, end) + data[end : end + _BYTES_AHEAD]


def _names_before(data: bytes, end: int) -> Iterator[tuple[NextLinesRule, int]]:
    """Yield the names on the line before `end`, and a rule that may find a secret after it.

    The rules that reach over most lines come first, and the last names, after which most values
    begin.
    """
    database, reaches = _searched()
    line = _line_before(data, end)
    first, near = end - len(line), end - _NAME_BYTES
    hits = [
        (number, first + start, line[last - 1])
        for number, start, last in reversed(database.scan(line, _MAX_HITS) or Hits())
    ]
    for within_line, rules in reaches:
        for number, start, last_byte in hits:
            if within_line or start >= near:
                for rule in rules.get(number, ()):
                    if not rule.ends or last_byte in rule.ends:
                        yield rule, start


def _trigger_end(rule: NextLinesRule, start: int, data: bytes, end: int) -> int | None:
    """Return where the trigger ends that begins at `start`, `None` if it does not by `end`."""
    stop = rule.trigger_at(data, start)
    return stop if stop is not None and stop <= end else None


def _may_have_names(lines: bytes) -> bool:
    """Return whether any names may be in `lines`: most have none, and one search is faster."""
    return _searched()[0].scan(lines, 0) is None


@cache
def _searched() -> tuple[PatternDatabase, list[tuple[bool, _ByDetector]]]:
    """Return what searches for all names, and for each reach the rules for each detector.

    With them comes whether all of a line is searched.
    """
    detectors = sorted({each for rule in _NEXT_LINES for each in rule.detectors})
    reaches: dict[tuple[int, bool], _ByDetector] = {}
    for rule in _NEXT_LINES:
        rules = reaches.setdefault((-rule.lines, rule.within_line), {})
        for detector in rule.detectors:
            rules.setdefault(detectors.index(detector), []).append(rule)
    return PatternDatabase([], detectors), [(reach[1], reaches[reach]) for reach in sorted(reaches)]
