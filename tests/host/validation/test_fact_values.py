"""Facts: the values that can be written as YAML, and a reason for everything else."""

import pytest

from support_packet.contract import FactValue
from support_packet.errors import DeclarationError
from support_packet.host.validation.fact_values import fact_value


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("text", "text"),
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
    known = fact_value("key", value)

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
        fact_value("some_key", value)
