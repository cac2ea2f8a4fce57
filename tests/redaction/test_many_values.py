"""Thousands of known values are found like a few, by another automaton."""

import random
import threading
from typing import Any

import pytest

from support_packet.errors import RedactionError
from support_packet.redaction import many_values, window_search
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.few_values import FewValues
from support_packet.redaction.kept_searches import forget_searches
from support_packet.redaction.last_gate import WITHHELD, LastGate
from support_packet.redaction.many_values import ManyForms, ManyValues
from support_packet.redaction.pattern_database import PatternDatabase
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import forms
from support_packet.redaction.window_search import SharedWindow, WindowSearch

SECRETS = [
    "wq83-Kfh2-ppLm91",
    "k7Qz2mV9xT4bR8wL1nYc",
    "k7Qz2mV9xT4bR8wL1nYc.and-more",
    "Tr0ub4dor&3<x>'y \"z",
    "83920174",
    "a b c\nd e f",
    "correct horse battery staple 1",
    "pX+/9vK2mWqL7tR==",
    "pX+/9vK2mWqL7",
    "9vK2mWqL7tR8",
    "$(9vK2mWqL7tR8)'&<x>",
    "xY7-" * 45,
    "ababcdab1",
]


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any number of values be more than hyperscan should compile."""
    monkeypatch.setattr(many_values, "MANY_VALUES", 0)
    forget_searches()


def texts(count: int) -> list[bytes]:
    """Return texts with forms of the secrets and parts of forms, side by side."""
    rng = random.Random(7)
    every = sorted({form for secret in SECRETS for form in forms(secret)})
    words = [*every, *(each[:-1] for each in every), *(each[1:] for each in every)]
    words += [b"1", b" ", b"\n", b"\n  ", b"secret=", b"correct horse\n  battery staple 1"]
    return [b"".join(rng.choices(words, k=rng.randrange(12))) for _ in range(count)]


def test_what_is_found_of_many_values_is_what_is_found_of_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window_search, "_PIECE", 16)
    few, many = FewValues(SECRETS), ManyValues(SECRETS)
    few_hits = PatternDatabase(few.beginnings, ())
    differing = []
    for data in texts(400):
        found = {
            span
            for number, _, end in few_hits.scan(data, len(data) * 10) or ()
            for span in few.found_at(data, number, end)
        }
        also = {
            span
            for number, _, end in many.find(data, len(data) * 10) or ()
            for span in many.found_at(data, number, end)
        }
        if covered(found) != covered(also):
            differing.append(data)

    assert differing == []


def covered(spans: set[tuple[int, int, str, bool]]) -> set[int]:
    """Return the bytes that are secret."""
    return {place for start, end, *_ in spans for place in range(start, end)}


def test_the_last_check_decides_about_many_as_about_few() -> None:
    few = LastGate(FewValues(SECRETS).literals)
    many = LastGate((), ManyForms(SECRETS))
    found = {data: few.find(data) for data in texts(400)}

    assert len({*found.values()}) == 2
    assert [data for data, kind in found.items() if many.find(data) != kind] == []
    assert many.edge == few.edge > 0


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
    assert redactor.redact(b"x83920174" + b"83920174".hex().encode()).data == b"x" + MASK


def test_no_more_hits_are_returned_than_wanted() -> None:
    many = ManyValues(["k7Qz2mV9xT4b", "Q3x-8vLp2Wn"])
    data = b"k7Qz2mV9xT4b Q3x-8vLp2Wn"

    hits = many.find(data, 2)

    assert hits is not None
    assert [data[start:end] for _, start, end in hits] == data.split()
    assert [many.length_of(number) for number, *_ in hits] == [12, 11]
    assert many.find(data, 1) is None


def test_a_folded_value_is_found_among_many() -> None:
    many = ManyValues([f"correct horse battery staple {number}" for number in range(300)])
    data = b"key: correct horse\n  battery staple 17\n"

    assert {data[start:end] for start, end, *_ in many.find_folded(data)} >= {
        b"correct horse\n  battery staple 17"
    }
    assert [*ManyValues(["k7Qz2mV9xT4b"]).find_folded(data)] == []


def test_of_many_values_only_those_are_prepared_that_are_met(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    class Noted(FewValues):
        """Notes which values are prepared."""

        def __init__(self, values: tuple[str, ...]) -> None:
            made.extend(values)
            super().__init__(values)

    monkeypatch.setattr(many_values, "FewValues", Noted)
    rng = random.Random(3)
    many = ManyValues([f"{rng.getrandbits(100):030}" for _ in range(1000)])

    assert made == []
    many.find(b"x " + many.values[7].encode(), 10)
    assert made == [many.values[7]]


def test_an_automaton_that_misses_a_value_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind:
        """An automaton that finds nothing."""

        def __init__(self, *_: object, **__: object) -> None: ...
        def find_matches_as_indexes(self, *_: object, **__: object) -> list[object]:
            return []

    monkeypatch.setattr(window_search, "BytesAhoCorasick", Blind)

    with pytest.raises(RedactionError, match="does not find what it should"):
        LastGate((), ManyForms(SECRETS))


def test_windows_that_several_values_share_lead_to_all_of_them() -> None:
    search = WindowSearch([{b"one", b"same"}, {b"same"}, {b"same", b"three"}])

    assert [*search.values_with(b"same")] == [0, 1, 2]
    assert [*search.each(b"one same three")] == [
        (b"one", 0),
        (b"same", 4),
        (b"three", 9),
    ]


def test_without_another_thread_it_is_compiled_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)

    database = PatternDatabase([b"literal"], [rb"detector"])

    assert database.scan(b"literal detector", 2) == [(0, 0, 7), (1, 8, 16)]


def test_bytes_that_many_values_share_are_not_compared_with_each_of_them() -> None:
    class Compared(bytes):
        """Content that counts the looks at parts of it."""

        looks = 0

        def __getitem__(self, part: Any) -> Any:
            type(self).looks += 1
            return super().__getitem__(part)

    window = b"aaa"
    texts = [(b"a" * (60 + length), length, 0) for length in range(100)]
    texts += [(b"b" * length + window, length, length) for length in range(20, 100)]
    shared = SharedWindow([(text + b"x", number, offset) for text, number, offset in texts])
    data = Compared(b"c" * 300 + window + b"c" * 300)

    assert [*shared.at(data, 300)] == []
    assert Compared.looks <= 4


def test_a_text_at_the_end_of_the_content_is_no_longer_one() -> None:
    shared = SharedWindow([(b"window and more", 1, 0), (b"window", 2, 0)])

    assert [*shared.at(b"a window", 2)] == [(2, 2, 8)]
    assert [*shared.at(b"ow", 1)] == []


def test_own_values_in_thousands_are_not_all_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(4)
    own = [f"{rng.getrandbits(100):030}" for _ in range(400)]
    redactor = Redactor(SECRETS, own)
    monkeypatch.setattr(many_values, "FewValues", None)

    assert redactor.redact_text("nothing of them is here\n") == "nothing of them is here\n"
