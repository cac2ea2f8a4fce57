"""YAML for support: every reader reads back the same, also with a mask in place of any text."""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from support_packet import dump_yaml
from support_packet.mattermost.go.yaml import Plain, load
from support_packet.values.row import Row, positions_of

ODD = ["y", "no", "~", "null", "1:30", "0x1f", "1_0", "*a", "&a", "!t", "- a", "a: b", "#", "%", ""]
TEXT = st.one_of(st.text(), st.sampled_from(ODD))
SCALARS = st.one_of(
    TEXT,
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXT, inner)), max_leaves=30
)


def of_go(value: Any) -> Any:
    """Return what the Go-like reader read as plain values."""
    if isinstance(value, dict):
        return {key: of_go(item) for key, item in value.items()}
    if isinstance(value, list):
        return [of_go(item) for item in value]
    return value.value if isinstance(value, Plain) else value


def strings_in(value: Any) -> list[str]:
    """Return every text in `value`, also the keys."""
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in strings_in(item))]
    if isinstance(value, list):
        return [text for item in value for text in strings_in(item)]
    return [value] if isinstance(value, str) else []


def masked_in(quoted: str, secret: str) -> str:
    """Return a quoted text with masks; the redactor knows that an escape is one character."""
    found = re.compile(rf"\\(?:u[0-9a-f]{{4}}|.)|{re.escape(secret)}")
    return found.sub(lambda each: each[0] if each[0][0] == "\\" else "*" * 32, quoted)


@given(VALUES)
def test_python_reads_back_the_same(value: Any) -> None:
    assert yaml.safe_load(dump_yaml(value)) == value


@given(VALUES)
def test_go_reads_back_the_same(value: Any) -> None:
    assert of_go(load(dump_yaml(value).encode())) == value


@given(VALUES, st.data())
def test_a_mask_leaves_it_valid(value: Any, data: st.DataObject) -> None:
    """The redactor replaces a piece of a text, or all of it, wherever it occurs between quotes."""
    found = [text for text in strings_in(value) if len(text) > 1 and text.isalnum()]
    # An escaped quote would be taken for the end of a text below.
    assume(found and '\\"' not in dump_yaml(value))
    text = data.draw(st.sampled_from(found))
    start = data.draw(st.integers(0, len(text) - 1))
    secret = text[start : data.draw(st.integers(start + 1, len(text)))]
    quoted = dump_yaml(value).split('"')

    # Only what is between quotes: a number is not masked for being part of a text.
    quoted[1::2] = [masked_in(part, secret) for part in quoted[1::2]]
    masked = '"'.join(quoted)

    yaml.safe_load(masked)
    load(masked.encode())


def test_a_document_is_easy_to_read() -> None:
    value = {
        "version": "9.5.0",
        "jobs": [{"id": 1, "tags": ["ä", "b"]}, [1, [2]]],
        "no": {},
        "n": [],
    }

    assert dump_yaml(value) == (
        '"version": "9.5.0"\n"jobs":\n  - "id": 1\n    "tags":\n      - "ä"\n      - "b"\n'
        '  - - 1\n    - - 2\n"no": {}\n"n": []\n'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (1e20, "1.0e+20"),
        (math.inf, ".inf"),
        (datetime(2026, 1, 5, 9, 14, 7, tzinfo=UTC), '"2026-01-05T09:14:07Z"'),
        (datetime(2026, 1, 5, 9, 14, 7, 31500, tzinfo=UTC), '"2026-01-05T09:14:07.031Z"'),
        (datetime(2026, 1, 5, 9, 14, 7), '"2026-01-05T09:14:07Z"'),  # noqa: DTZ001 -- the case
        (
            datetime(2026, 1, 5, 9, 14, 7, tzinfo=timezone(timedelta(hours=2))),
            '"2026-01-05T09:14:07+02:00"',
        ),
        (date(2026, 1, 5), '"2026-01-05"'),
        ("ä".encode(), '"ä"'),
        (b"\xff\x00", '"/wA="'),
        ("x" * 500, f'"{"x" * 500}"'),
        ('a"b\\c\n\t\x00\x85', '"a\\"b\\\\c\\n\\t\\u0000\\u0085"'),
        ("\ud800", '"\ufffd"'),
        ({1: 2.5}, '"1": 2.5'),
        (frozenset({"b", "a"}), '- "a"\n- "b"'),
        (Row(("Id",), positions_of(["Id"]), ["a"]), '"Id": "a"'),
    ],
)
def test_other_values(value: object, text: str) -> None:
    assert dump_yaml(value) == f"{text}\n"


def test_what_has_no_yaml_is_refused() -> None:
    with pytest.raises(TypeError, match="takes no object"):
        dump_yaml({"a": object()})


def test_a_value_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(ValueError, match="nested too deeply"):
        dump_yaml(endless)
