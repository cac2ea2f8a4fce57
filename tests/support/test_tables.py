"""A table of cases in one test names each case that fails, and tries the rest."""

import pytest
from support.tables import for_each

tried: list[object] = []


@for_each("number", [1, 2, 3])
@for_each(("word", "length"), [("one", 3), ("three", 5)])
def test_a_test_gets_each_case_and_its_fixtures(
    number: int, word: str, length: int, request: pytest.FixtureRequest
) -> None:
    assert len(word) == length
    assert request.node.originalname == "test_a_test_gets_each_case_and_its_fixtures"
    tried.append((number, word))
    if number == 3 and word == "three":
        assert sorted(tried, key=str) == [(n, w) for n in (1, 2, 3) for w in ("one", "three")]
        tried.clear()


def test_each_case_that_fails_is_named_and_the_others_are_tried() -> None:
    seen: list[str] = []

    @for_each("word", ["good", "wrong", "silent", "broken", "last"])
    def check(word: str) -> None:
        seen.append(word)
        assert word != "wrong", "the reason"
        if word == "silent":
            with pytest.raises(ValueError, match="never"):
                seen.index(word)
        if word == "broken":
            raise KeyError(word)

    with pytest.raises(ExceptionGroup) as raised:
        check()

    assert seen == ["good", "wrong", "silent", "broken", "last"]
    message = str(raised.value)
    assert "3 of 5 cases failed:\n1: wrong: the reason" in message
    assert "\n2: silent: DID NOT RAISE" in message
    assert "\n3: broken: 'broken'" in message
    assert [type(e) for e in raised.value.exceptions] == [AssertionError, AssertionError, KeyError]


def test_tables_that_multiply_name_both_cases() -> None:
    @for_each("number", [1, 2], ids=["one", "two"])
    @for_each("word", ["a", "b"], ids=str.upper)
    def check(number: int, word: str) -> None:
        assert (number, word) != (2, "b")

    with pytest.raises(ExceptionGroup, match=r"1 of 2 cases failed:\n1: two: 1 of 2 .*\n1: B: "):
        check()


def test_an_empty_table_fails() -> None:
    @for_each("word", [])
    def check(word: str) -> None:
        raise AssertionError(word)

    with pytest.raises(AssertionError, match="there is no case"):
        check()
