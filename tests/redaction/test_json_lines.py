"""Lines of JSON stay JSON, wherever in them a secret is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.redaction.engine import Redactor
from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.spans import MASK

NUMBER = 837492615083
SECRETS = [
    str(NUMBER),
    'q"uo,te": 1',
    "back\\slash\\",
    "nightfall42",
    "u00e9-accented",
    'x","b":"y',
    "<a>&'b' é\t1",
    "line one 1\nline two 2",
]
SCRAPS = ["", "x", "\\", '"', "\\u00", "n", "é", "\n", "Bearer abc123def456", "password='a b"]

STRINGS = st.lists(st.sampled_from(SECRETS + SCRAPS), max_size=4).map("".join)
SCALARS = st.one_of(
    STRINGS, st.none(), st.booleans(), st.integers(), st.just(NUMBER), st.just(-NUMBER)
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(STRINGS, st.just("password")), inner, max_size=3),
        inner.map(json.dumps),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


def strings(value: Any) -> list[str]:
    """All strings and numbers of a document, keys too."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [str(value)]


@given(
    document=st.fixed_dictionaries({"a": DOCUMENTS, "b": DOCUMENTS}),
    ascii_only=st.booleans(),
    compact=st.booleans(),
    indent=st.sampled_from([None, 0, 4]),
)
def test_json_stays_json_without_secrets(
    redactor: Redactor,
    document: dict[str, Any],
    ascii_only: bool,
    compact: bool,
    indent: int | None,
) -> None:
    separators = (",", ":") if compact else None
    text = json.dumps(document, ensure_ascii=ascii_only, separators=separators, indent=indent)

    redacted = strings(json.loads(redactor.redact_text(text)))

    assert not [secret for secret in SECRETS for text in redacted if secret in text]


@pytest.mark.parametrize(
    ("line", "redacted"),
    [
        ('{"a":837492615083,"b":[0,837492615083]}', '{"a":§,"b":[0,§]}'),
        ('{"a": -837492615083.5e+3 }', '{"a": § }'),
        ('    "a": 837492615083,', '    "a": §,'),
        ("    837492615083,", "    §,"),
        ('{"a":"837492615083"}', '{"a":"¶"}'),
        ('{"a":"x","b":"y"}', "§"),
        ('  "a":"x","b":"y",', "  §: §,"),
        ("pin 837492615083, or [837492615083]", "pin ¶, or [¶]"),
        ('"broken": x","b":"y', '"broken": §'),
    ],
)
def test_a_mask_outside_strings_is_quoted(redactor: Redactor, line: str, redacted: str) -> None:
    expected = redacted.replace("§", QUOTED.decode()).replace("¶", MASK.decode())

    assert redactor.redact_text(line) == expected


def test_json_too_deep_to_read_is_redacted_nevertheless(redactor: Redactor) -> None:
    line = "[" * 100_000 + SECRETS[1]

    assert redactor.redact_text(line) == "[" * 100_000 + MASK.decode()


def test_a_mask_that_begins_on_a_line_of_json_and_goes_on_is_whole() -> None:
    secret = 'begins-here"}\nand-ends-here'

    assert Redactor([secret]).redact_text(f'{{"a":"{secret} x') == '{"a":"' + "*" * 32 + " x"
