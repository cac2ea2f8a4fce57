"""Literals and detectors are found the same, whether they are compiled together or not."""

import os
import random
import threading
import weakref
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from support.distributions.waiting import eventually

from support_packet.process.threads import started
from support_packet.redaction import compiled_rules, pattern_database
from support_packet.redaction.compiled_rules import CompiledRules, share_compiled_rules
from support_packet.redaction.pattern_database import (
    PatternDatabase,
    compile_for_others,
    detectors_only,
)
from support_packet.redaction.scanner import Scanner

LITERALS = [b"hunter2x", b"hunter2xyz9", b"\0binary\n", b"ab=cd"]
DETECTORS = [rb"tok_[a-z]{4,12}", rb"[a-z]+=", rb"\Bhunter"]
MANY = 10**6
_JOINS = "join the search"
"""The name of the thread that compiles all together."""


def _text(rng: random.Random) -> bytes:
    pieces = [*LITERALS, b"tok_abcdef", b"key=", b" ", b"x", b"\n", b"\0", b"tok_"]
    return b"".join(rng.choices(pieces, k=60))


@pytest.fixture
def apart() -> PatternDatabase:
    """All, compiled apart."""
    return PatternDatabase(LITERALS, DETECTORS)


def _joined(monkeypatch: pytest.MonkeyPatch) -> PatternDatabase:
    joined = PatternDatabase(LITERALS, DETECTORS)
    with monkeypatch.context() as patched:
        patched.setattr(pattern_database, "JOINED_FROM_BYTES", 1)
        joined.join_if_worthwhile()
        before = joined.is_joined
        joined.scan(b"x", MANY)
        joined.join_if_worthwhile()
    assert not before
    # The thread forgets what it needs no longer after it has joined all, also in a later test.
    assert eventually(lambda: not any(each.name == _JOINS for each in threading.enumerate()))
    assert joined.is_joined
    return joined


def test_both_ways_find_the_same(apart: PatternDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = _joined(monkeypatch)
    rng = random.Random(1)
    found = 0
    for text in (_text(rng) for _ in range(300)):
        hits, others = apart.scan(text, MANY), joined.scan(text, MANY)
        assert hits is not None
        assert others is not None
        assert sorted(hits) == sorted(others)
        assert [end for *_, end in hits] == sorted(end for *_, end in hits)
        found += len(hits)

    assert found > 3000
    assert not apart.is_joined


def test_both_ways_give_up_at_the_same_number(
    apart: PatternDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = _joined(monkeypatch)
    text = b"ab=cd tok_abcd hunter2x"
    number = len(apart.scan(text, MANY) or ())

    assert number > 3
    for database in (apart, joined):
        assert [database.scan(text, most) is None for most in (0, number - 1, number)] == [
            True,
            True,
            False,
        ]


@pytest.mark.parametrize(("literals", "detectors"), [(LITERALS, []), ([], DETECTORS), ([], [])])
def test_one_kind_alone_is_found_as_well(literals: list[bytes], detectors: list[bytes]) -> None:
    hits = PatternDatabase(literals, detectors).scan(b"ab=cd", MANY)

    assert hits is not None
    numbers = {number for number, *_ in hits}
    assert numbers == ({3} if literals else {1} if detectors else set())


@pytest.mark.parametrize("count", [1, 8, 9, 30, 63, 64])
def test_any_number_of_literals_is_found_and_nothing_else(count: int) -> None:
    literals = [b"secret-%02d" % number for number in range(count)]

    hits = PatternDatabase(literals, ()).scan(b"\xff".join(literals), MANY)

    assert hits is not None
    assert [number for number, *_ in hits] == list(range(count))


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[CompiledRules]:
    """Share what is compiled of the detectors, in this test only."""
    monkeypatch.setattr(compiled_rules, "_shared", [])
    place = share_compiled_rules()
    compile_for_others(tuple(DETECTORS))
    yield place
    for descriptor in place.descriptors:
        os.close(descriptor)


@pytest.mark.usefixtures("shared")
def test_detectors_are_not_kept_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    before = detectors_only(tuple(DETECTORS))

    _joined(monkeypatch)

    assert detectors_only(tuple(DETECTORS)) is not before


def test_detectors_that_would_have_to_be_compiled_again_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled_rules, "_shared", [])
    before = detectors_only(tuple(DETECTORS))

    _joined(monkeypatch)

    assert detectors_only(tuple(DETECTORS)) is before


def test_a_quick_look_finds_literals_both_ways(
    apart: PatternDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = _joined(monkeypatch)

    for database in (apart, joined, joined):
        assert [database.has_literal(text) for text in (b"x ab=cd", b"tok_abcdef key=")] == [
            True,
            False,
        ]


def test_literals_are_not_kept_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    class Counted(Scanner):
        def __init__(self, literals: Sequence[bytes], *others: Any) -> None:
            super().__init__(literals, *others)
            made.append(len(literals))
            weakref.finalize(self, made.remove, len(literals))

    monkeypatch.setattr(pattern_database, "Scanner", Counted)
    joined = PatternDatabase(LITERALS, [])
    before = made[:]
    # The end of the thread is waited for; in this one, all later tests would have its priority.
    started(lambda: joined._join(LITERALS, DETECTORS))()  # noqa: SLF001 -- nothing else waits for it

    assert (before, made) == ([len(LITERALS)], [len(LITERALS)])
