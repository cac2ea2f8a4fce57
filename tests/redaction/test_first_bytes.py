"""What is read of an expression says no less of its first bytes than what it matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from support_packet.redaction.first_bytes import first_bytes, may_begin
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.shapes import bytes_of, shape_of

BEGINNINGS = sorted({rule.starts_with for rule in SECRET_RULES if rule.starts_with})
COUNT = 5
ANY = bytes(range(256))
MATCHES = st.sampled_from(BEGINNINGS).flatmap(
    lambda each: st.tuples(st.just(each), st.from_regex(each), st.binary(max_size=4))
)
"""An expression, a text in which it matches, and what follows that."""


def bytes_in(number: int) -> bytes:
    return bytes(byte for byte in range(256) if number >> byte & 1)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (rb"ab", [b"a", b"b", ANY]),
        (rb"a?b", [b"ab", ANY, ANY]),
        (rb"(?:ab|c)d{2}", [b"ac", b"bd", b"d"]),
        (rb"(?i:a[^\x01-\xff]{2,}+|)x", [b"Aax", ANY, ANY]),
        (rb"(?i:a[^\x01-\xff]{2,}+)x", [b"Aa", b"\0", b"\0"]),
        (rb"a(?=b)(?<!x)[0-2]+;", [b"a", b"012", b"012;"]),
        (rb"(?>a*)[^\x00-z]", [bytes(range(ord("z") + 1, 256)) + b"a", ANY, ANY]),
        (rb"(a)\1b", [b"a", ANY, ANY]),
    ],
)
def test_the_bytes_at_each_place(expression: bytes, expected: list[bytes]) -> None:
    found = first_bytes(expression, len(expected))

    assert [bytes_in(some) for some in found] == [bytes(sorted(each)) for each in expected]


@settings(max_examples=examples(300), deadline=None)
@given(MATCHES)
def test_no_match_begins_with_other_bytes(case: tuple[bytes, bytes, bytes]) -> None:
    expression, text, more = case
    found = re.search(expression, text + more)
    if found is None:
        return

    possible = first_bytes(expression, COUNT)

    beginning = (text + more)[found.start() : found.start() + COUNT]
    assert all(some >> byte & 1 for some, byte in zip(possible, beginning, strict=False))


def test_most_beginnings_of_rules_exclude_most_bytes() -> None:
    """Else nothing would be gained by it."""
    counts = sorted(first_bytes(each, 1)[0].bit_count() for each in BEGINNINGS)

    assert counts[len(counts) // 2] < 16


@pytest.mark.parametrize(
    ("expression", "begins", "does_not"),
    [
        (rb"ab", [b"", b"a", b"ab", b"abc"], [b"b", b"ac"]),
        (rb"(?: ?=>?|:) ?x", [b"=x", b" =>x", b": x", b":x1"], [b"=y", b" x", b"=> y"]),
        (rb"(?i:k+)(?=1)[0-9]{2,}", [b"kK77", b"k1"], [b"7", b"kx"]),
        (rb"(a)\1b", [b"axyz"], [b"b"]),
        (rb"a{26}", [b"aaaaa"], [b"aaaab"]),
    ],
)
def test_only_some_texts_may_begin_a_match(
    expression: bytes, begins: list[bytes], does_not: list[bytes]
) -> None:
    found = {
        text: may_begin(expression, [1 << byte for byte in text]) for text in (*begins, *does_not)
    }

    assert found == {**dict.fromkeys(begins, True), **dict.fromkeys(does_not, False)}


@settings(max_examples=examples(300), deadline=None)
@given(MATCHES)
def test_each_match_may_begin_as_it_does(case: tuple[bytes, bytes, bytes]) -> None:
    expression, text, more = case
    found = re.search(expression, text + more)
    if found is None:
        return
    beginning = (text + more)[found.start() : found.start() + COUNT]

    assert may_begin(expression, [1 << byte for byte in beginning])
    assert may_begin(expression, bytes_of(shape_of(beginning)))


@settings(max_examples=examples(100))
@given(st.binary(max_size=8))
def test_a_shape_stands_for_the_bytes_it_is_of(text: bytes) -> None:
    shape = bytes_of(shape_of(text))

    assert all(some >> byte & 1 for some, byte in zip(shape, text, strict=False))
    assert shape_of(text) == shape_of(text.swapcase())
