"""Alternatives of detectors, which are compiled one by one."""

import re

from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.rules import ALL_RULES
from support_packet.redaction.scanner import alternatives


def test_only_what_is_outside_of_groups_and_classes_is_an_alternative() -> None:
    assert alternatives(rb"a(?:b|(c|d))e|[|(\]|]f\|g|\[h") == [
        rb"a(?:b|(c|d))e",
        rb"[|(\]|]f\|g",
        rb"\[h",
    ]
    assert alternatives(rb"[]|]a|[^]|]b") == [rb"[]|]a", rb"[^]|]b"]
    assert alternatives(rb"abc") == [rb"abc"]


def test_each_alternative_of_a_detector_is_an_expression() -> None:
    detectors = {detector for rule in ALL_RULES for detector in rule.detectors}
    parts = {detector: alternatives(detector) for detector in detectors}
    assert all(b"|".join(parts[detector]) == detector for detector in detectors)
    assert all(re.compile(part) for some in parts.values() for part in some)


def test_alternatives_are_hits_of_their_detector() -> None:
    database = PatternDatabase([b"x1"], [rb"a[0-9]|b[0-9]", rb"c"])
    assert database.scan(b"b1 c x1 a2", 9) == [(1, 0, 2), (2, 3, 4), (0, 0, 7), (1, 8, 10)]


def test_repeats_at_the_end_of_any_alternative_are_one_hit() -> None:
    database = PatternDatabase([], [rb"a[0-9]{1,4}|b"])
    assert database.scan(b"a1234 b", 9) == [(0, 0, 5), (0, 6, 7)]
