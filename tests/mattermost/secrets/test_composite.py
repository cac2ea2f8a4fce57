"""Secrets within settings that hold more than the secret."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.secrets.composite import MAX_COMPOSITE_LENGTH, decoded, parts_of
from support_packet.mattermost.secrets.wanted import Evidence, WantedValues

SECRET = "xA8sd9fK2lQw93mZp1"


def wanted(value: Any, evidence: Evidence = Evidence.LOOK, name: str = "setting") -> frozenset[str]:
    """Return what is searched for of a value that nothing else shows."""
    values = WantedValues()
    values.add(value, evidence, name)
    return values.secrets(shown=(), public=())


@for_each(
    "text",
    [
        f"Bearer {SECRET}",
        f"authorization: Token {SECRET}",
        f"X-Api-Key: {SECRET}",
        f"relay-user:{SECRET}",
        f"{SECRET},other",
        f"first; {SECRET}; third",
        f"2025={SECRET},2026=unset",
        f"mode=fast&api_key={SECRET}&x=y",
        f"mode=fast&other={SECRET}",
        f"url: https://up.example.com\ntoken: {SECRET}  # since May\nretries: 3",
        f"- first\n- '{SECRET}'",
        f'name,key\nalice,"{SECRET}"',
        f"<up><mode>fast</mode><ns:key a='b'>\n{SECRET}</ns:key></up>",
        f"<up><![CDATA[x]]></up><k><![CDATA[{SECRET}]]></k>",
        f'export A_KEY="{SECRET}"',
        f"https://hooks.example.com/services/T0/{SECRET}?x=y",
        f"https://user:{SECRET}@up.example.com/",
        json.dumps({"services": [{"id": "s1", "apiKey": SECRET}]}),
        json.dumps({"alice": SECRET}),
        json.dumps({"deep": json.dumps({"text": f"Bearer {SECRET}"})}),
        base64.b64encode(f'{{"private_key": "{SECRET}"}}'.encode()).decode(),
    ],
)
def test_a_credential_within_a_setting_without_a_revealing_name_is_known(text: str) -> None:
    assert SECRET in wanted(text)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Basic dXNlcjpodW50ZXIyeHk=", "hunter2xy"),
        ("user:hunter2xy", "hunter2xy"),
        ("alice=hunter2xy,bob=pa55word!", "pa55word!"),
        ('alice,"hunter2;xy"\nbob,"x"', "hunter2;xy"),
        ("<login><password>a &amp; b-1</password></login>", "a & b-1"),
        ("login: relay-1\npassword: correct horse 1", "correct horse 1"),
        ("x%20y=hunter%212xy", "hunter!2xy"),
        ({"alice": "hunter2xy"}, "hunter2xy"),
        ([{"tokens": ["one", "hunter2xy"]}], "hunter2xy"),
        ({"sk_live_4eC39HqLyjWDarjtT1": "alice"}, "sk_live_4eC39HqLyjWDarjtT1"),
    ],
)
def test_a_part_of_a_secret_is_known(text: Any, secret: str) -> None:
    assert secret in wanted(text, Evidence.DECLARED)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("url: https://up.example.com/v2\npassword: hunter2xy", "https://up.example.com/v2"),
        ('{"defaultModel": "gpt-4o-mini", "apiKey": "hunter2xy"}', "gpt-4o-mini"),
        ('{"type": "service_account_1", "key": "hunter2xy"}', "service_account_1"),
        ("postgres://mm:hunter2xy@db:5432/mattermost_1?x=utf8mb4_bin", "5432/mattermost_1"),
        ("postgres://mm:hunter2xy@db:5432/mattermost_1?x=utf8mb4_bin", "utf8mb4_bin"),
        ("mm:hunter2xy@tcp(db:3306)/mm?collation=utf8mb4_bin,utf8", "utf8mb4_bin"),
        ("host=db.example.com dbname=matter_1 password=hunter2xy", "db.example.com"),
    ],
)
def test_what_is_harmless_next_to_a_secret_is_not_searched_for(text: str, harmless: str) -> None:
    assert harmless not in wanted(text, Evidence.NAME)


@pytest.mark.parametrize("text", ["dXNlcjpw", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAA", SECRET])
def test_what_is_not_the_base64_of_a_composed_text_stays_encoded(text: str) -> None:
    assert decoded(text) == ""


def test_of_a_very_long_text_only_json_and_credentials_are_read() -> None:
    text = f"{SECRET}," + "x," * MAX_COMPOSITE_LENGTH + "password=hunter2xy"

    assert {part.text for part in parts_of(text)} == {"hunter2xy"}


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner)))
def test_any_value_is_taken_apart(value: Any) -> None:
    assert all(wanted(value, Evidence.DECLARED, "secret"))


def test_one_word_has_no_parts_also_where_all_is_tried() -> None:
    words = ("Bearer", "Token", "password", "postgres", "http", "eyJhbGci", "AKIA", "ghp", SECRET)
    joined = [first + second for first in words for second in words]

    # With a space behind it, it is not known to be one word.
    assert {text for text in joined if [*parts_of(text), *parts_of(f"{text} ")]} == set()
