"""Facts: plain values of what can be written as YAML, and a reason for everything else."""

from typing import Any

import pytest
from support.distributions.liars import LyingText

from support_packet.contract import FactValue, PacketFacts
from support_packet.errors import DeclarationError
from support_packet.host.validation import plain_fact, plain_facts


def test_facts_are_copied() -> None:
    assert plain_facts(PacketFacts(("b.c", "a-1"), dict)) == PacketFacts(("b.c", "a-1"), dict)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("key", "keys of a PacketFacts are str"),
        (None, "NoneType"),
        ((3,), "A key is int"),
        (("",), "letters, digits"),
        (("1a",), "letters, digits"),
        (("a: b",), "letters, digits"),
        (("x" * 101,), "letters, digits"),
    ],
)
def test_impossible_keys_say_what_is_wrong(keys: Any, why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        plain_facts(PacketFacts(keys, dict))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("text", "text"),
        (LyingText("text"), "text"),
        (0, 0),
        (False, False),
        (1.5, 1.5),
        (["a", "b"], ("a", "b")),
        (("a",), ("a",)),
        (None, None),
        ("", None),
        ([], None),
    ],
)
def test_a_fact_is_a_scalar_or_a_list_of_text(value: object, plain: FactValue) -> None:
    known = plain_fact("key", value)

    assert known == plain
    assert type(known) is type(plain)


@pytest.mark.parametrize(
    "value",
    [
        *(b"bytes", {"a": 1}, {"a"}, object(), [1], ["a", None], [["a"]], (text for text in "ab")),
        *(2**63, -(2**63), float("nan"), float("inf"), pytest.param(10**5000, id="huge")),
        *("x" * 70_000, ["x"] * 70_000, [""] * 70_000, "\ud800", ["\udcff"]),
    ],
)
def test_any_other_fact_is_refused_by_its_key(value: object) -> None:
    with pytest.raises(DeclarationError, match="some_key"):
        plain_fact("some_key", value)
