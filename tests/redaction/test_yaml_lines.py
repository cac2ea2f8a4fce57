"""A mask that would begin an alias of YAML is quoted; lines of text look as before."""

import configparser
import io
import json
import re
import tomllib
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK

SECRET = "S3cret-Value9"
NUMBER = "837492615083"
PHRASE = "correct horse battery staple 1"
SECRETS = [SECRET, NUMBER, PHRASE, "pässwörter42 é", "a1=b2;c3 #4", "<x&y>'\"z1"]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


def redacted(redactor: Redactor, text: str) -> str:
    """Redact a text in which § is a secret; § is then a mask."""
    return redactor.redact_text(text.replace("§", SECRET)).replace(MASK.decode(), "§")


@for_each(
    ("text", "expected"),
    [
        ("key: §", 'key: "§"'),
        ("  some.key-1/x:\t§ # why", '  some.key-1/x:\t"§" # why'),
        ("- §", '- "§"'),
        ("- - a: §\r\n", '- - a: "§"\r\n'),
        ("? §\n: §", '? "§"\n: "§"'),
        ('"a: b": §', '"a: b": "§"'),
        ("key: !!str &x §", 'key: !!str &x "§"'),
        ("§: 1", '"§": 1'),
        ("key: § of the admin", "key: (§) of the admin"),
        ("- §@host", "- (§)@host"),
        ("§-x: 1", "(§)-x: 1"),
        ("key: §\n  goes on", "key: (§)\n  goes on"),
        ("key: §\n\n  goes on", "key: (§)\n\n  goes on"),
        ("key: §\n  # comment", 'key: "§"\n  # comment'),
        ("- §\n  goes on", "- (§)\n  goes on"),
        ("- key: §\n  next: 1", '- key: "§"\n  next: 1'),
        ("a: [§, b, {c: §}]", 'a: ["§", b, {c: "§"}]'),
        ("{§: §, a: § b}", '{"§": "§", a: (§) b}'),
        ("a: [b,\n  §, c: §]", "a: [b,\n  (§), c: (§)]"),
        ("a: [b,\n  §\n]", "a: [b,\n  (§)\n]"),
        ('a: "b\n  key: §\n  c"', 'a: "b\n  key: (§)\n  c"'),
        ("a: 'b\n  key: §\n  c'", "a: 'b\n  key: \"§\"\n  c'"),
        ('a: "b"\nc:\n  key: §', 'a: "b"\nc:\n  key: "§"'),
        ("a: |\n  key: §", 'a: |\n  key: "§"'),
    ],
)
def test_a_mask_that_begins_a_scalar_is_quoted(
    redactor: Redactor, text: str, expected: str
) -> None:
    assert redacted(redactor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "§",
        "login with § failed",
        "key: https://u:§@host",
        'key: "§"',
        "key: 'of §'",
        "key: of §",
        "2026-11-22 14:18:00 info token: §",
        "info: login failed, token: §",
        "the token of this admin was: §",
        '{"msg":"token: §, [§]"}',
        '{"msg":"a","b":["x §, y"]}',
        '  "msg": "a, §, b",',
        "level=info token=§ user=a",
        "export TOKEN=§",
        "TOKEN = §",
        "<a b='§'>§</a>",
        "a: b\n  §",
        "x: " + 5000 * "y, " + "[§]",
    ],
)
def test_any_other_line_is_left_as_it_is(redactor: Redactor, text: str) -> None:
    assert redacted(redactor, text) == text


def unquoted(text: str) -> str:
    return text.replace('"§"', "§").replace("(§)", "§")


LOOKS_LIKE_NOTHING = st.text("abc §:-[]{},\"'#\n |>&!?%@`\t(", max_size=60)


@settings(max_examples=examples(300))
@given(text=LOOKS_LIKE_NOTHING)
def test_only_quotes_and_parentheses_are_added(redactor: Redactor, text: str) -> None:
    text = re.sub("§+", "§", text)
    result = redacted(redactor, text)

    assert unquoted(result) == unquoted(text)
    assert result.count("\n") == text.count("\n")


@for_each("unit", ["a: ", "[", "'", '"', "- ", "!a ", "a, ", "\\", "# ", "?"])
@for_each("line", ["{}§", "{}§, ", "x: [{}, §]", "  {}§: {}"])
def test_long_lines_are_looked_at_once(redactor: Redactor, unit: str, line: str) -> None:
    """What is not linear would not end before the timeout of the tests."""
    text = line.format(unit * 1300, unit * 1300)

    assert redacted(redactor, f"{text}\n" * 400).count("§") == 400


VALUES = st.lists(
    st.sampled_from([*SECRETS, "x", " ", "&", "=", "password=hunter2hunter2"]), max_size=4
).map("".join)


STRING = r'("(?:[^"\\]|\\.)*")'


def hidden(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


@given(attribute=VALUES, text=VALUES)
def test_xml_stays_xml(redactor: Redactor, attribute: str, text: str) -> None:
    root = ET.Element("settings")
    ET.SubElement(root, "password", {"value": attribute}).text = text

    read = ET.fromstring(redactor.redact_text(ET.tostring(root, "unicode")))  # noqa: S314 -- our own

    assert hidden(read[0].attrib["value"] + str(read[0].text))


@given(values=st.dictionaries(st.sampled_from(["user", "password", "pin"]), VALUES, min_size=1))
def test_ini_stays_ini(redactor: Redactor, values: dict[str, str]) -> None:
    parser, written, read = (configparser.RawConfigParser() for _ in range(3))
    parser["smtp"] = {name: value.strip() for name, value in values.items()}
    file = io.StringIO()
    parser.write(file)
    written.read_string(file.getvalue())

    read.read_string(redactor.redact_text(file.getvalue()))

    assert read["smtp"].keys() == written["smtp"].keys()
    assert hidden(str(dict(read["smtp"])))


@given(value=VALUES, number=st.sampled_from([int(NUMBER), -int(NUMBER), 5]))
def test_toml_stays_toml(redactor: Redactor, value: str, number: int) -> None:
    text = (
        f"[smtp]\npassword = {json.dumps(value, ensure_ascii=False)}\n"
        f"pin = {number}\npins = [1, {number}] # of old\n"
    )

    read = tomllib.loads(redactor.redact_text(text))

    assert read["smtp"].keys() == {"password", "pin", "pins"}
    assert hidden(str(read))


@given(value=VALUES)
def test_logfmt_and_env_files_stay_what_they_are(redactor: Redactor, value: str) -> None:
    quoted = json.dumps(value, ensure_ascii=False)
    line = f"level=info msg={quoted} pin={NUMBER} user=ann"

    result = redactor.redact_text(line)

    pairs = re.fullmatch(rf"level=info msg={STRING} pin=\S+ user=ann", result)
    assert pairs
    assert hidden(json.loads(pairs[1]))
