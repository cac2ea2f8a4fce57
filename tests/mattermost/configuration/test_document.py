"""Keys without regard to case, and what a document lacks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.configuration.document import complete, lookup, replaced, spelling

NAMES = st.sampled_from(["Alpha", "Beta", "Gamma", "Delta", "Omega"])
DOCUMENTS = st.recursive(
    st.dictionaries(NAMES, st.integers() | st.none()),
    lambda inner: st.dictionaries(NAMES, inner | st.integers()),
    max_leaves=10,
)


def test_the_exact_spelling_comes_first() -> None:
    assert spelling({"url": 1, "URL": 2}, "URL") == "URL"
    assert spelling({"url": 1}, "URL") == "url"
    assert spelling({}, "URL") == "URL"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("SqlSettings.DataSource", "x"),
        ("sqlsettings.DATASOURCE", "x"),
        ("SqlSettings.Missing", None),
        ("Missing.Missing", None),
        ("SqlSettings.DataSource.Deeper", None),
        ("List.0", None),
    ],
)
def test_a_path_finds_its_value(path: str, value: object) -> None:
    assert lookup({"sqlSettings": {"datasource": "x"}, "List": [1]}, path) == value


def test_a_replaced_value_keeps_its_spelling() -> None:
    document = {"a": 1, "sqlSettings": {"datasource": "x", "b": 2}, "c": None}

    changed = replaced(document, "SqlSettings.DataSource", "y")

    assert list(changed) == list(document)
    assert changed["sqlSettings"] == {"datasource": "y", "b": 2}
    assert document["sqlSettings"] == {"datasource": "x", "b": 2}


@pytest.mark.parametrize("document", [{}, {"New": {}}, {"New": None}, {"New": {"Section": None}}])
def test_an_absent_section_is_made(document: dict[str, Any]) -> None:
    assert replaced(document, "New.Section.Key", 1) == {"New": {"Section": {"Key": 1}}}


def test_an_absent_key_comes_after_the_one_before_it() -> None:
    document = {"own": 0, "d": 4, "b": 2}
    defaults = {"A": 1, "B": -2, "C": 3, "D": -4, "E": 5}

    completed = complete(document, defaults)

    assert list(completed) == ["A", "own", "d", "E", "b", "C"]
    assert completed == {"A": 1, "own": 0, "d": 4, "E": 5, "b": 2, "C": 3}


def test_null_means_the_default_in_its_place() -> None:
    assert complete({"a": None, "s": None}, {"A": 1, "S": {"x": 2}}) == {"a": 1, "s": {"x": 2}}


def test_nothing_is_shared_with_the_defaults() -> None:
    defaults: dict[str, Any] = {"list": [], "section": {"key": 1}}

    completed = complete({"section": {}}, defaults)
    completed["list"].append(1)
    completed["section"]["key"] = 2

    assert defaults == {"list": [], "section": {"key": 1}}


@given(DOCUMENTS, DOCUMENTS)
def test_a_complete_document_is_left_alone(
    document: dict[str, Any], defaults: dict[str, Any]
) -> None:
    completed = complete(document, defaults)

    assert complete(completed, defaults) == completed
    assert list(complete(completed, defaults)) == list(completed)


@given(DOCUMENTS, DOCUMENTS)
def test_order_and_values_of_the_document_stay(
    document: dict[str, Any], defaults: dict[str, Any]
) -> None:
    completed = complete(document, defaults)

    assert [name for name in completed if name in document] == list(document)
    assert set(completed) == {*document, *defaults}
    for name, value in document.items():
        if value is not None and not isinstance(value, dict):
            assert completed[name] == value
