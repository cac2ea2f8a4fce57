"""Thousands of known values are found like a few, by another automaton."""

import random
import threading

import pytest

from support_packet.errors import RedactionError
from support_packet.redaction import last_gate, many_literals, pattern_database
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import forget_searches
from support_packet.redaction.last_gate import WITHHELD, LastGate
from support_packet.redaction.many_literals import ManyLiterals
from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import forms

LITERALS = [
    b"abababababab",
    b"babababababab",
    b"ab" * 12,
    b"ab" * 12 + b"c",
    b"a long beginning that is the same: one",
    b"a long beginning that is the same: another",
    b"a long end: the same end of them all",
    b"the same end of them all",
    b"the same end of them all",
    b"\0\n\xff\\x00",
    b"12345678",
]
SECRETS = [
    "wq83-Kfh2-ppLm91",
    "k7Qz2mV9xT4bR8wL1nYc",
    "Tr0ub4dor&3<x>'y \"z",
    "83920174",
    "a b c\nd e f",
]
DETECTORS = [rb"secret=[a-z]{2,4}", rb"[0-9]{3}-"]


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any number of literals be more than hyperscan should compile."""
    for module in (pattern_database, last_gate):
        monkeypatch.setattr(module, "MANY_LITERALS", 0)
    forget_searches()


def texts(count: int) -> list[bytes]:
    """Return texts with literals, parts of literals and what detectors find, at every border."""
    chance = random.Random(7)
    words = [*LITERALS, *(each[:-1] for each in LITERALS), b"secret=abcd", b"123-", b"ab", b"\n"]
    return [b"".join(chance.choices(words, k=chance.randrange(12))) for _ in range(count)]


@pytest.mark.usefixtures("few_are_many")
def test_the_hits_are_those_of_hyperscan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_literals, "_PIECE", 16)
    many = PatternDatabase(LITERALS, DETECTORS)
    monkeypatch.setattr(pattern_database, "MANY_LITERALS", 100)
    few = PatternDatabase(LITERALS, DETECTORS)
    first_detector = len(LITERALS)

    def hits(database: PatternDatabase, data: bytes) -> list[tuple[int, int, int]]:
        # Hyperscan does not say where literals start.
        found = database.scan(data, 10_000) or ()
        return sorted(
            (number, start * (number >= first_detector), end) for number, start, end in found
        )

    assert [data for data in texts(500) if hits(many, data) != hits(few, data)] == []


@pytest.mark.usefixtures("few_are_many")
def test_the_last_check_decides_as_hyperscan_does(monkeypatch: pytest.MonkeyPatch) -> None:
    many = LastGate(LITERALS)
    monkeypatch.setattr(last_gate, "MANY_LITERALS", 100)
    few = LastGate(LITERALS)
    found = {data: few.find(data) for data in texts(500)}

    assert len({*found.values()}) == 2
    assert [data for data, kind in found.items() if many.find(data) != kind] == []


@pytest.mark.usefixtures("few_are_many")
def test_every_form_is_removed_and_withheld() -> None:
    redactor = Redactor(SECRETS, check=True)
    gate = redactor.gate
    everything = [form for secret in SECRETS for form in forms(secret)]

    assert gate
    assert [form for form in everything if gate.find(b"<" + form + b">") is None] == []
    assert [
        form
        for form in everything
        if form in (left := redactor.redact(b"before " + form + b" after\n")).data
        or MASK not in left.data
        or WITHHELD in left.counts
    ] == []


@pytest.mark.usefixtures("few_are_many")
def test_a_number_within_a_longer_one_is_another_number() -> None:
    redactor = Redactor(SECRETS, check=True)

    assert redactor.redact(b"1839201742\n").counts == {}
    assert redactor.redact(b"1 83920174 2\n").counts == {KNOWN_VALUE: 1}


def test_no_more_hits_are_returned_than_wanted() -> None:
    many = ManyLiterals([b"abc", b"bcd"])

    assert many.find(b"abcd" * 2, 4) == [(0, 0, 3), (1, 1, 4), (0, 4, 7), (1, 5, 8)]
    assert many.find(b"abcd" * 2, 3) is None


def test_literals_are_found_by_their_ends_too() -> None:
    literals = [b"one and the same end", b"and the same end"]

    assert sorted(ManyLiterals(literals, by_end=True).each(b"x one and the same end")) == [
        (0, 2, 22),
        (1, 6, 22),
    ]


@pytest.mark.usefixtures("few_are_many")
def test_an_automaton_that_misses_a_value_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind:
        """An automaton that finds nothing."""

        def __init__(self, *_: object, **__: object) -> None: ...
        def find_matches_as_indexes(self, *_: object, **__: object) -> list[object]:
            return []

    monkeypatch.setattr(many_literals, "BytesAhoCorasick", Blind)

    with pytest.raises(RedactionError, match="does not find what it should"):
        LastGate([b"something"])


@pytest.mark.usefixtures("few_are_many")
def test_without_another_thread_it_is_compiled_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)

    database = PatternDatabase([b"literal"], [rb"detector"])

    assert database.scan(b"literal detector", 2) == [(0, 0, 7), (1, 8, 16)]
