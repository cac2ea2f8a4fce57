"""Known values are found however YAML writes them: escaped, folded, on several lines."""

import io
import zipfile
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import forms, searchable
from support_packet.testing import find_secrets

SECRETS = [
    "correct horse battery staple 1",
    "pässwörter42-中文-😀-x",
    'it\'s "q" \\ and  two spaces é',
    "line one 1\nline two 2\n\nline f0ur",
    "bell\a tab\t esc\x1b nel\x85 nbsp\xa0 ls\u2028 x",
    "a bc defg h1jk",
]
WORDS = ["x", "of the admin", "-", ": ", "é", "#", "\n", "it's", "\\", " "]
TEXTS = st.lists(st.sampled_from([*SECRETS, *WORDS]), max_size=5).map("".join)
DOCUMENTS = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.sampled_from(SECRETS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from(["a", "b c", *SECRETS]), TEXTS), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Draw a document as PyYAML, or libyaml, of which Go's packages are ports, writes it."""
    text: str = yaml.dump(
        {"first": draw(DOCUMENTS), "next": draw(DOCUMENTS)},
        Dumper=draw(st.sampled_from([yaml.SafeDumper, yaml.CSafeDumper])),
        default_style=draw(st.sampled_from([None, '"', "'", "|", ">"])),
        default_flow_style=draw(st.booleans()),
        width=draw(st.sampled_from([5, 20, 80, 10_000])),
        indent=draw(st.sampled_from([2, 4, 8])),
        allow_unicode=draw(st.booleans()),
        line_break=draw(st.sampled_from(["\n", "\r\n"])),
    )
    return text


def texts(value: Any) -> list[str]:
    match value:
        case dict():
            return [text for pair in value.items() for part in pair for text in texts(part)]
        case list():
            return [text for part in value for text in texts(part)]
    return [str(value)]


@settings(max_examples=examples(400))
@given(text=written())
def test_yaml_stays_yaml_without_secrets(redactor: Redactor, text: str) -> None:
    redacted = redactor.redact_text(text)

    left = texts(yaml.safe_load(redacted))
    assert not [secret for secret in SECRETS for text in left if secret in text]


@settings(max_examples=examples(200))
@given(
    text=written(),
    block_bytes=st.sampled_from([1, 7, 100, 4096]),
    max_line_bytes=st.sampled_from([1, 64, 2**20]),
    cuts=st.lists(st.integers(0, 2000), max_size=20),
)
def test_every_way_to_cut_yaml_gives_the_same(
    redactor: Redactor, text: str, block_bytes: int, max_line_bytes: int, cuts: list[int]
) -> None:
    content = text.encode()
    places = sorted({0, len(content), *(cut % (len(content) + 1) for cut in cuts)})
    pieces = [content[start:end] for start, end in pairwise(places)]
    blocks = Blocks(
        pieces, redactor, block_bytes=block_bytes, max_line_bytes=max_line_bytes, overlap=8192
    )

    redacted = b"".join(redactor.redact(*block).data for block in blocks if block)

    assert redacted == redactor.redact(content).data
    assert is_redacted_as(redact_slowly(content, SECRETS), redacted)


@settings(max_examples=examples(40))
@given(
    secret=st.text(min_size=8, max_size=60),
    width=st.sampled_from([5, 30, 80]),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    allow_unicode=st.booleans(),
)
def test_any_secret_is_hidden(
    secret: str, width: int, style: str | None, allow_unicode: bool
) -> None:
    secret = secret.strip()
    if not searchable(secret) or any("\ud800" <= char <= "\udfff" for char in secret):
        return
    text = yaml.safe_dump(
        {"of": [f"before {secret} after"]},
        width=width,
        default_style=style,
        allow_unicode=allow_unicode,
    )

    redacted = yaml.safe_load(Redactor((), [secret]).redact_text(text))

    assert secret not in str(texts(redacted))


GO_YAML = """\
smtp:
    password: "pässwörter42-中文-\\U0001F600-x"
    note: 'it''s "q" \\ and  two spaces
        é'
    phrase: correct horse
        battery staple 1
    key: |-
        line one 1
        line two 2

        line f0ur
"""


def test_yaml_as_go_writes_it_is_redacted(redactor: Redactor) -> None:
    mask = MASK.decode()

    redacted = redactor.redact(GO_YAML.encode())

    assert sum(redacted.counts.values()) == 4
    assert yaml.safe_load(redacted.data) == {
        "smtp": {"password": mask, "note": mask, "phrase": mask, "key": mask}
    }


@pytest.mark.parametrize(
    "escaped",
    [
        "p\\xE4ssw\\xF6rter42-\\u4E2D\\u6587-\\U0001F600-x",
        "p\\xe4ssw\\xf6rter42-\\u4e2d\\u6587-\\U0001f600-x",
        "pässwörter42-中文-\\U0001F600-x",
    ],
)
def test_yamls_own_escapes_are_known(escaped: str) -> None:
    assert escaped.encode() in forms(SECRETS[1])


def test_a_long_value_is_found_wherever_it_is_folded() -> None:
    secret = " ".join(f"w{number}rd" * 10 for number in range(90))
    redactor = Redactor([secret])

    for width in (80, 1500, 10_000):
        text = yaml.safe_dump({"a": f"x {secret} y"}, width=width)
        assert "w" not in redactor.redact_text(text), width


def test_the_forms_of_a_value_are_bounded() -> None:
    words = " ".join(["word é"] * 20)

    assert len(forms(words)) <= 300
    assert len(forms("only-ascii-1")) <= 32


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_that_are_not_indented_are_not_one_value(redactor: Redactor, line_end: str) -> None:
    text = f"  correct horse{line_end}battery staple 1{line_end}"

    assert redactor.redact_text(text) == text


def test_very_many_secrets_do_not_hide_a_folded_one(redactor: Redactor) -> None:
    text = "password=x\n" * 2000 + "a: correct horse\n  battery staple 1\n"

    assert "battery" not in redactor.redact_text(text)


@settings(max_examples=examples(50))
@given(text=written())
def test_the_search_of_a_packet_finds_what_the_redactor_does(text: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.yaml", text)
    known = {text for value in [yaml.safe_load(text)] for text in texts(value)}
    planted = [secret for secret in SECRETS if any(secret in text for text in known)]

    assert {leak.secret for leak in find_secrets(data.getvalue(), SECRETS)} >= set(planted)
