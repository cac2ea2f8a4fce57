"""The ways to write a value besides JSON, URLs and one base64."""

import base64
import html
import json
import re
import shlex
from collections.abc import Callable
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import MIN_CHARACTERS, forms, searchable

PLAIN = "k7Qz2mV9xT4bR8wL1nYc"
KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83v+/RWeJA="
AWKWARD = "Tr0ub4dor&3<x>'y\"z\\$`w é😀+="


def by_number(text: str, marks: str, digits: str) -> str:
    """Write these marks as JSON may write any character, and the others as they are."""
    plain = json.dumps(text, ensure_ascii=False)[1:-1].replace(
        '\\"', '"' if '"' in marks else '\\"'
    )
    return re.sub(f"[{re.escape(marks)}]", lambda mark: f"\\u{ord(mark[0]):{digits}}", plain)


def in_json(text: str) -> str:
    """Write `text` as it is within a string of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def escapes(text: str, digits: str) -> str:
    r"""Write every character as `\u`, those beyond 16 bits as two."""
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(f"\\u{unit:{digits}}" for unit in units)


FORMS: dict[str, Callable[[str], str]] = {
    "gson": lambda text: by_number(text, "<>&='", "04x"),
    "net": lambda text: by_number(text, "<>&'+`\"", "04X"),
    "newtonsoft": lambda text: by_number(text, "<>&'\"", "04x"),
    "php": lambda text: by_number(text, "<>&'\"", "04X"),
    "gson in json": lambda text: in_json(by_number(text, "<>&='", "04x")),
    "escapes": lambda text: escapes(text, "04x"),
    "upper escapes": lambda text: escapes(text, "04X"),
    "json thrice": lambda text: in_json(in_json(in_json(text))),
    "decimal html": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal html": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "xml": escape,
    "go template": lambda text: html.escape(text, quote=False)
    .replace("'", "&#39;").replace('"', "&#34;").replace("+", "&#43;"),
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "form twice": lambda text: quote_plus(quote_plus(text)),
    "base64 twice": lambda text: b64(b64(text)),
    "base64 bare": lambda text: b64(text).rstrip("="),
    "base64 url": lambda text: b64(text).translate(str.maketrans("+/", "-_")).rstrip("="),
    "base64 twice bare": lambda text: b64(b64(text).rstrip("=")),
    "base64 utf-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
    "go bytes": lambda text: "[" + " ".join(map(str, text.encode())) + "]",
    "list of bytes": lambda text: str(list(text.encode())),
    "go hex": lambda text: text.encode().hex(" "),
    "hex escapes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "python bytes": lambda text: repr(text.encode() + b"'\"")[2:-4],
    "python": lambda text: repr(text + "'\"")[1:-4],
    "shell": shlex.quote,
    "shell backslash": lambda text: text.replace("'", "'\\''"),
    "shell double quotes": lambda text: re.sub(r'[\\"$`]', r"\\\g<0>", text),
    "mysql": lambda text: re.sub(r"['\"\\]", r"\\\g<0>", text),
    "sql": lambda text: text.replace("'", "''"),
}  # fmt: skip


def b64(text: str) -> str:
    """Write `text` in base64."""
    return base64.b64encode(text.encode()).decode()


@for_each("form", FORMS)
@for_each("value", [PLAIN, KEY, AWKWARD])
def test_a_value_is_found_in_this_form(value: str, form: str) -> None:
    written = FORMS[form](value)

    redacted = Redactor([value]).redact(f"« {written} »".encode()).data.decode()

    runs = {written[start : start + 6] for start in range(len(written) - 5)}
    assert [run for run in runs if run in redacted and run.strip("]) ")] == []
    assert MASK.decode() in redacted


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("value", [PLAIN, KEY, "pässwörter-42"])
def test_a_value_is_found_in_utf_16_and_the_rest_stays_readable(value: str, encoding: str) -> None:
    text = f"level=info token={value} msg=ok\n"

    redacted = Redactor([value]).redact(text.encode(encoding)).data

    assert value.encode("utf-16-le") not in redacted
    assert redacted.decode(encoding).startswith("level=info token=")
    assert redacted.decode(encoding).endswith("msg=ok\n")


@pytest.mark.parametrize("before", range(6))
def test_a_value_is_found_in_the_base64_of_a_longer_text_in_utf_16(before: int) -> None:
    text = "x" * before + PLAIN + "y" * 9
    encoded = base64.b64encode(text.encode("utf-16-le"))

    redacted = Redactor([PLAIN]).redact(encoded).data

    assert MASK in redacted
    assert len(redacted.replace(MASK, b"")) <= len(encoded) - len(PLAIN) * 2 * 8 // 6 + 4


KEY_FILE = (
    "client: relay\nQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo\nYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo\nend"
)


@pytest.mark.parametrize("between", ["", " ", "|", "\njournal: ", "\n2026-11-28T10:00:00Z out: "])
def test_the_lines_of_a_key_are_found_joined_and_behind_prefixes(between: str) -> None:
    lines = KEY_FILE.split("\n")

    redacted = Redactor([KEY_FILE]).redact(between.join(lines).encode()).data

    assert not any(line.encode() in redacted for line in lines[1:3])


def test_a_line_of_a_secret_that_may_be_anything_is_not_a_form_of_it() -> None:
    assert b"client: relay" not in forms(KEY_FILE)


@given(st.text(st.characters(codec="utf-8"), min_size=8, max_size=40))
def test_every_form_of_any_text_is_long_enough_and_not_of_white_space(text: str) -> None:
    if searchable(text):
        assert min(map(len, forms(text))) >= min(MIN_CHARACTERS, len(text.strip()))
        assert all(form.strip() for form in forms(text))


@settings(max_examples=examples(40))
@given(value=st.text(st.characters(codec="utf-8"), min_size=12, max_size=30),
       form=st.sampled_from(["plain", *FORMS]))  # fmt: skip
@example(value="0000000001'\x1b", form="python")
@example(value="0000000001'\x1b", form="python bytes")
@example(value="0000000001'\x80", form="python bytes")
def test_any_value_is_found_in_any_form(value: str, form: str) -> None:
    value = value.strip()
    if not searchable(value) or "\x00" in value:
        return
    written = FORMS[form](value) if form in FORMS else value

    assert MASK in Redactor((), [value]).redact(f"«{written}»".encode()).data
