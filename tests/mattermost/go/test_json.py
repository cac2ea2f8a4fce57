"""JSON as Go reads and writes it: what survives, what is refused and where."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.go.json import MAX_DEPTH, dump, load

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text('abé<&\u2028"\\\n'), inner),
    max_leaves=30,
)


@given(VALUES)
def test_what_is_written_reads_the_same(value: Any) -> None:
    assert load(dump(value)) == value
    assert json.loads(dump(value)) == value


@given(VALUES)
def test_what_is_written_is_safe_in_html(value: Any) -> None:
    assert not set("<>&\u2028\u2029") & set(dump(value))


@pytest.mark.parametrize(
    "number",
    ["0", "-1", "1.0", "1.10", "1e5", "1E+5", "0.1e-7", "12345678901234567890123", "5e-324"],
)
def test_numbers_keep_their_text(number: str) -> None:
    assert dump(load(number)) == number


def test_an_order_of_keys_is_kept() -> None:
    assert list(load('{"b": 1, "A": 2, "a": 3}')) == ["b", "A", "a"]


def test_it_is_indented_as_go_does() -> None:
    document = {"a": {"b": [1, "é"], "c": {}, "d": []}, "e": None, "f": True}

    assert dump(document) == (
        '{\n    "a": {\n        "b": [\n            1,\n            "é"\n        ],\n'
        '        "c": {},\n        "d": []\n    },\n    "e": null,\n    "f": true\n}'
    )


def test_html_is_escaped() -> None:
    assert dump("<a&b>\u2028\u2029") == r'"\u003ca\u0026b\u003e\u2028\u2029"'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r'"\ud800"', "\ufffd"),
        (r'"\uDFFF."', "\ufffd."),
        (r'"\ud83d\u0041"', "\ufffdA"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\\ud800"', r"\ud800"),
        (r'{"\ud800": 1}', {"\ufffd": 1}),
    ],
)
def test_lone_surrogates_are_replaced(text: str, read: object) -> None:
    assert load(text) == read


def test_a_lone_surrogate_does_not_leave() -> None:
    assert dump("a\udcffb") == '"a\ufffdb"'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1, column 1: expecting value"),
        ('{\n  "a": hunter2\n}', "line 2, column 8: expecting value"),
        ('{"a": "hunter2', "line 1, column 7: unterminated string starting at"),
        ('{"a": 1}\nhunter2', "line 2, column 1: extra data"),
        ('{"a": 1,}', "column"),
        ('{"a": "\n"}', "line 1, column 8: invalid control character at"),
        ('{"a": 01}', "column 8"),
        ("\ufeff{}", "line 1, column 1: a byte order mark"),
        ("[NaN]", "NaN and Infinity are not JSON"),
        ("[-Infinity]", "NaN and Infinity are not JSON"),
        ("1e999", "a number is out of range"),
        ("9" * 5000, "a number is out of range"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_invalid_json_is_rejected_without_repeating_it(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        load(text)

    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_nesting_may_be_deep() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert "".join(dump(load(text)).split()) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_lacks_are_not_written(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump(value)
