"""Which secrets are searched for, and in which forms."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from support.tables import for_each

from support_packet.redaction.values import MAX_LITERAL_BYTES, MIN_CHARACTERS, forms, searchable

AWKWARD = 'p"a\\s<w>o&r d/é+1%'


@for_each(
    "value",
    [
        "",
        "short1!",
        "changeme",
        "ChangeMe123",
        "mostest",
        "password",
        "Password1",
        "mattermost",
        "MATTERMOST",
        "Administrator",
        "mattermost-prod",
        "mattermost_test",
        "localhost",
        "example.com",
        "notifications",
        "Zeichenkette",
        "********************************",
        "xxxxxxxxxxxxxxxx",
        "00000000",
        "12345678",
        "9876543210",
        "   ten    ",
    ],
)
def test_a_common_value_is_not_searched_for(value: str) -> None:
    assert not searchable(value)


@pytest.mark.parametrize(
    "value",
    [
        "hunter2hunter2",
        "sunshine2021",
        "83749261",
        "qXzKwvMnPt",
        "iLoveMyCat",
        "correct-horse-battery-staple",
        "y1ndrfg8ejkmcpqxot1uwisza3",
        "postgres://mmuser:x@db/mattermost",
        "p@ssword!",
        "pässwörter42",
        AWKWARD,
    ],
)
def test_a_rare_value_is_searched_for(value: str) -> None:
    assert searchable(value)


def json_go(text: str) -> str:
    """As encoding/json of Go writes it."""
    plain = json.dumps(text, ensure_ascii=False)[1:-1]
    for char in "<>&\u2028\u2029":
        plain = plain.replace(char, f"\\u{ord(char):04x}")
    return plain


@pytest.mark.parametrize(
    "form",
    [
        AWKWARD,
        json.dumps(AWKWARD)[1:-1],
        json.dumps(AWKWARD, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(AWKWARD))[3:-3],
        json_go(AWKWARD),
        json_go(json_go(AWKWARD)),
        json.dumps(json_go(AWKWARD))[1:-1],
        quote(AWKWARD, safe=""),
        quote_plus(AWKWARD),
        quote(AWKWARD, safe="").lower().replace("p%22a", "p%22a"),
        html.escape(AWKWARD),
        html.escape(AWKWARD, quote=False),
        AWKWARD.encode().hex(),
        AWKWARD.encode().hex().upper(),
        base64.b64encode(AWKWARD.encode()).decode(),
        base64.urlsafe_b64encode(AWKWARD.encode()).decode().rstrip("="),
        quote(base64.b64encode(AWKWARD.encode()).decode(), safe=""),
    ],
)
def test_a_value_is_searched_for_in_this_form(form: str) -> None:
    assert form.encode() in forms(AWKWARD)


@for_each("before", [b"", b"u", b"us", b"use", b"user"])
@for_each("after", [b"", b"@", b"@h", b"@ho"])
def test_base64_of_a_longer_text_holds_a_form(before: bytes, after: bytes) -> None:
    encoded = base64.b64encode(before + AWKWARD.encode() + after)

    assert any(form in encoded for form in forms(AWKWARD))


def test_a_value_with_a_line_end_is_searched_for_with_both() -> None:
    assert {b"first-1\nsecond-2", b"first-1\r\nsecond-2"} <= forms("first-1\nsecond-2")


def test_white_space_around_a_value_is_ignored() -> None:
    assert forms(" s3cret-value\n") == forms("s3cret-value")


def test_a_long_value_is_searched_for_in_pieces_that_cover_it() -> None:
    value = "".join(map(str, range(3000)))

    pieces = {form for form in forms(value) if form in value.encode()}

    assert max(map(len, forms(value))) == MAX_LITERAL_BYTES
    assert value.encode()[:MAX_LITERAL_BYTES] in pieces
    assert value.encode()[-MAX_LITERAL_BYTES:] in pieces
    assert len(pieces) == -(-len(value) // MAX_LITERAL_BYTES)


@pytest.mark.parametrize("value", ["caf\udce9-secret", "lone-\ud800-surrogate", "nul-\0-secret"])
def test_what_is_not_text_is_searched_for_too(value: str) -> None:
    assert forms(value)


def test_every_form_is_long_enough_not_to_be_found_by_chance() -> None:
    assert min(map(len, forms("a1b2c3d4"))) >= 8


def test_what_is_left_of_a_long_text_of_words_is_not_searched_for_alone() -> None:
    text = " ".join(["words-of-15-xyz"] * 64) + " zq"

    assert min(map(len, forms(text))) >= MIN_CHARACTERS
