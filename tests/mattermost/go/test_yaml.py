"""YAML as Go reads it, and what is beyond bounds."""

import re
from typing import Any

import pytest
from support.tables import for_each

from support_packet.mattermost.go.yaml import Plain, load


@for_each(
    ("text", "value"),
    [
        ("", None),
        ("# nothing", None),
        ("~", None),
        ("null", None),
        ("'null'", "null"),
        ("text", "text"),
        ('"1.10"', "1.10"),
        ("'on'", "on"),
        ("2021-07-13", "2021-07-13"),
        ("1:30", "1:30"),
        ("1.2.3", "1.2.3"),
        ("_", "_"),
        ("-", [None]),
        ("a: [1, {b: ~}]", {"a": [Plain("1", 1), {"b": None}]}),
        ("1: x\ntrue: z", {"1": "x", "true": "z"}),
        ("a: 1\na: 2", {"a": Plain("2", 2)}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("!!python/object:os.system x", "x"),
        ("a\n---\nb", "a"),
        ("\ufeffid: x", {"id": "x"}),
        ("9" * 500, "9" * 500),
        ("1e400", "1e400"),
    ],
)
def test_a_document_is_read_as_go_does(text: str, value: Any) -> None:
    assert load(text.encode()) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-7", -7),
        ("0", 0),
        ("1_000", 1000),
        ("0x1F", 31),
        ("017", 15),
        ("0o17", 15),
        ("08", 8.0),
        ("-0b11", -3),
        ("yes", True),
        ("Y", True),
        ("on", True),
        ("True", True),
        ("off", False),
        ("n", False),
        ("NO", False),
    ],
)
def test_a_plain_scalar_keeps_its_spelling(text: str, value: Any) -> None:
    found = load(text.encode())

    assert found == Plain(text, value)
    assert type(found.value) is type(value)


BOMB = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)), "b: *a59"]
)
LONG_BOMB = f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 100)}]"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [", "line 1, column 5: expected the node content, but found '<stream end>'"),
        ("a: b: c", "line 1, column 5: mapping values are not allowed here"),
        ("{[a]: b}", "line 1: a key is not a string"),
        ("\t- x", "line 1, column 1: found character '\\t' that cannot start any token"),
        ("*a", "line 1, column 1: found undefined alias 'a'"),
        (".inf", "a number is out of range"),
        ("a: .NaN", "a number is out of range"),
        ("[" * 200 + "]" * 200, "it is nested too deeply"),
        ("[" * 100_000, "it is nested too deeply"),
        ("- " * 50_000, "it is nested too deeply"),
        ("a: &a [*a]", "it is nested too deeply"),
        ("a: &a\n  <<: *a", "it is nested too deeply"),
        (BOMB, "its aliases make it too large"),
        (LONG_BOMB, "its aliases make it too large"),
        ("a: \x00", "it is not text in UTF-8"),
    ],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_read_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"\A" + re.escape(reason)):
        load(text.encode())


@pytest.mark.parametrize("content", [b"a: \xff", b"\x80", b"\xfe\xff\xd8\x00"])
def test_invalid_utf_8_is_rejected(content: bytes) -> None:
    with pytest.raises(ValueError, match="it is not text in UTF-8"):
        load(content)
