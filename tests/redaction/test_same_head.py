"""Of many values that begin alike, only those are looked at that may be there."""

import random

import pytest

from support_packet.redaction import same_head
from support_packet.redaction.broken_values import Breakable, breakable
from support_packet.redaction.engine import Redactor
from support_packet.redaction.same_head import SameHead

BEGINNING = "eyJhbGciOiJIUzI1NiJ9."
GAPS = [b"", b"\n", b"\r\n    ", b"=\n", b"\\n> ", b"%0A", b"\n# "]


def values_with_one_head() -> list[list[Breakable]]:
    """Return what is searched for in parts, of values that begin alike, by its head."""
    rng = random.Random(5)
    letters = "abcXYZ019"
    values = [
        BEGINNING + "".join(rng.choices(letters, k=length))
        for length in (20, 21, 21, 30, 30, 30, 30, 40, 40, 41, 60)
    ]
    # One begins with another one, two differ at their ends, one has a mark that a gap may have.
    values += [
        values[0] + "x1",
        values[3][:-1] + "q",
        values[3][:-6] + "q",
        BEGINNING + "a=b=c=d1x",
    ]
    heads: dict[bytes, list[Breakable]] = {}
    for value in values:
        for part in breakable(value):
            heads.setdefault(part.head, []).append(part)
    return [some for some in heads.values() if len(some) > 2]


def contents(values: list[Breakable]) -> list[bytes]:
    """Return values whole, cut off and wrapped, among others."""
    rng = random.Random(3)
    result = []
    for _ in range(300):
        form = rng.choice(values).form
        left = form[rng.randrange(4) :] if rng.random() < 0.3 else form
        right = left[: rng.randrange(len(left) // 2, len(left) + 1)]
        width = rng.randrange(5, 40)
        lines = [right[place : place + width] for place in range(0, len(right), width)]
        result.append(b"x " + rng.choice(GAPS).join(lines) + rng.choice([b"", b"..", b"z"]))
    return result


def covered(values: list[Breakable], data: bytes, start: int, end: int) -> set[int]:
    """Return the bytes that belong to one of `values`, whose head is there."""
    pieces = [piece for value in values for piece in value.pieces(data, start, end)]
    return {place for piece in pieces for place in range(*piece)}


@pytest.mark.parametrize("values", values_with_one_head(), ids=lambda some: some[0].head.decode())
def test_the_likely_ones_find_what_all_find(
    values: list[Breakable], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_head, "_FEW", 1)
    same = SameHead()
    same.values.extend(values)
    head = values[0].head
    looked_at = found = 0
    for data in contents(values):
        start = data.find(head)
        end = start + len(head)
        if start < 0:
            continue
        likely = [*same.likely(data, start, end)]
        looked_at += len(likely)
        wanted = covered(values, data, start, end)
        found += bool(wanted)
        assert covered(likely, data, start, end) == wanted, data

    assert found > 20
    if not values[0].backward:
        assert looked_at < 300 * len(values) / 2


def test_thousands_that_begin_alike_are_not_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    redactor = Redactor([f"generated-s3cret-{number:05}-x" for number in range(3000)])
    looked_at = 0
    pieces = Breakable.pieces

    def counted(self: Breakable, data: bytes, start: int, end: int) -> list[tuple[int, int]]:
        nonlocal looked_at
        looked_at += 1
        return pieces(self, data, start, end)

    monkeypatch.setattr(Breakable, "pieces", counted)
    redactor.redact(b"generated-s3cret\n-0 generated-s3cret-0123 generated-s3cret-" * 20)

    assert 0 < looked_at < 60 * 4


def test_a_value_is_found_that_is_cut_where_others_go_on() -> None:
    value = "k7Qz2mV9xT4bR8wL1nYc"
    beginning = value[:16]
    ends = ["1nYc", ".aZ9", ".cZ9", "2aaa", "3bbb", "4ccc", "5ddd", "6eee", "7fff"]
    redactor = Redactor([beginning + end for end in ends])

    assert beginning not in redactor.redact_text(f"seen {beginning}.ab\n")


def test_a_value_with_a_wide_gap_after_every_character_is_found() -> None:
    rng = random.Random(9)
    values = [BEGINNING + "".join(rng.choices("abcXYZ019", k=40)) for _ in range(12)]
    head, rest = values[0][:10], values[0][10:]
    data = head + "\n                ".join(rest) + "\n"

    assert rest[-1] not in Redactor(values).redact_text(data)
