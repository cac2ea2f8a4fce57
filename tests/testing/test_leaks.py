"""`find_secrets` finds what is hidden, and nothing else."""

import base64
import bz2
import doctest
import gzip
import html
import io
import json
import lzma
import zipfile
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
import yaml
from support.tables import for_each

from support_packet.redaction.values import forms
from support_packet.testing import Leak, find_secrets, leaks
from support_packet.testing.decoding import decoded

SECRET = 'p"a\\s<w>o&r d/é+1\n2%😀'


def packet(**files: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def twice(text: str) -> str:
    return json.dumps(json.dumps(text))


@pytest.mark.parametrize(
    "hidden",
    [
        SECRET,
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        json.dumps(SECRET).replace("<", "\\u003c"),
        twice(SECRET),
        quote(SECRET),
        quote_plus(SECRET),
        quote(SECRET, safe="").lower(),
        html.escape(SECRET),
        SECRET.encode().hex(),
        "f" + SECRET.encode().hex().upper(),
        json.dumps({"body": base64.b64encode(json.dumps(SECRET).encode()).decode()}),
        quote(base64.b64encode(SECRET.encode()).decode()),
        gzip.compress(SECRET.encode()),
        packet(inner=gzip.compress(json.dumps(SECRET).encode())),
        base64.b64encode(gzip.compress(SECRET.encode())),
    ],
    ids=lambda _hidden: "form",
)
def test_what_is_hidden_is_found(hidden: str | bytes) -> None:
    assert [leak.secret for leak in find_secrets(packet(log=hidden), [SECRET])] == [SECRET]


@for_each("before", ["", "u", "us", "use"])
@for_each("after", ["", "x", "xy"])
@for_each("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_base64_is_found_at_every_alignment(before: str, after: str, encode: object) -> None:
    assert callable(encode)
    encoded = encode(f"{before}{SECRET}{after}".encode()).decode()

    assert find_secrets(packet(log=f'"{encoded}"', other=f"x{encoded.rstrip('=')}"), [SECRET]) == [
        Leak("log", SECRET, ("base64",)),
        Leak("other", SECRET, ("base64",)),
    ]


@for_each("form", sorted(form for form in forms("s3cret/v@lue") if len(form) > 14), ids=repr)
def test_every_form_that_is_redacted_whole_is_found(form: bytes) -> None:
    """But for base64 without its ends, of which no decoder can make the first and last byte.

    Where it is encoded twice, the three outer bytes of each end.
    """
    twice = form in (b"N6TmpjbVYwTDNaQWJIVm", b"jek5qY21WMEwzWkFiSFZs")
    inner = "ret/v@" if twice else "cret/v@l"

    assert find_secrets(packet(log=b"<" + form + b">"), [inner])


def test_a_finding_says_where() -> None:
    assert find_secrets(packet(log="one\ntwo abc123\n"), ["abc123", "other"]) == [
        Leak("log", "abc123", (), 2)
    ]


def test_a_file_name_is_searched() -> None:
    assert find_secrets(packet(**{"abc123.log": "x"}), ["abc123"]) == [
        Leak("abc123.log", "abc123", (), 1)
    ]


def test_a_packet_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "packet.zip"
    path.write_bytes(packet(log="abc123"))

    assert [leak.file for leak in find_secrets(path, ["abc123"])] == ["log"]


def test_nothing_is_found_where_nothing_is() -> None:
    content = json.dumps({"password": "*" * 32, "note": base64.b64encode(b"harmless").decode()})

    assert (
        find_secrets(packet(log=content, broken=b"\x1f\x8bno gzip", odd=b"PK no zip"), [SECRET])
        == []
    )


def test_of_a_large_file_only_the_ends_are_decoded() -> None:
    hidden = base64.b64encode(b"hunter2hunter2")
    filling = b"-" * 5000
    data = packet(begins=hidden + filling, ends=filling + hidden, middle=filling + hidden + filling)
    plain = packet(middle=filling + b"hunter2hunter2" + filling)

    found = leaks.find_leaks(data, ["hunter2hunter2"], 1, most_decoded=1000)

    assert [leak.file for leak in found] == ["begins", "ends"]
    assert leaks.find_leaks(plain, ["hunter2hunter2"], 1, most_decoded=1000)


def test_an_empty_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="empty secret"):
        find_secrets(packet(), [""])


def test_one_text_is_not_a_list_of_secrets() -> None:
    with pytest.raises(TypeError, match="pass a list"):
        find_secrets(packet(), SECRET)


def test_the_example_is_true() -> None:
    assert doctest.testmod(leaks).failed == 0


PHRASE = "correct horse é battery staple 1"


@for_each(
    "hidden",
    [
        yaml.safe_dump({"a": {"b": PHRASE}}),
        yaml.safe_dump({"a": {"b": PHRASE}}, width=10),
        yaml.safe_dump({"a": {"b": PHRASE}}, width=10, allow_unicode=True),
        yaml.safe_dump({"a": f"it's {PHRASE}"}, width=10, default_style="'", allow_unicode=True),
        yaml.safe_dump({"a": PHRASE}, width=10, default_style=">", allow_unicode=True),
        yaml.dump({"a": PHRASE}, width=10, default_style='"', Dumper=yaml.CSafeDumper),
        bz2.compress(PHRASE.encode()),
        lzma.compress(PHRASE.encode()),
        gzip.compress(lzma.compress(PHRASE.encode())),
        PHRASE.encode("utf-16"),
        b"x" + f'"{PHRASE}"'.encode("utf-16-be"),
        base64.b64encode(PHRASE.encode()).rstrip(b"="),
        base64.encodebytes(b"x" * 50 + PHRASE.encode() + b"x" * 50),
        base64.encodebytes(b"x" * 50 + PHRASE.encode()).replace(b"\n", b"\r\n    "),
        base64.b64encode(base64.b64encode(PHRASE.encode())),
        quote(quote(PHRASE)),
        json.dumps(json.dumps(json.dumps(PHRASE))),
        "".join(f"&#{ord(char)};" for char in PHRASE),
        "".join(f"&#x{ord(char):x};" for char in PHRASE),
        "".join(f"\\u{ord(char):04X}" for char in PHRASE),
        repr(PHRASE.encode()),
        str(list(PHRASE.encode())),
        str(list(PHRASE.encode())).replace(",", ""),
    ],
    ids=lambda _hidden: "form",
)
def test_a_phrase_is_found_in_this_form(hidden: str | bytes) -> None:
    assert [leak.secret for leak in find_secrets(packet(log=hidden), [PHRASE])] == [PHRASE]


@pytest.mark.parametrize(
    "quoted", ["it'\\''s-s3cret", "it'\"'\"'s-s3cret", "it\\'s-s3cret", "it''s-s3cret"]
)
def test_quotes_of_shells_and_sql_are_undone(quoted: str) -> None:
    assert find_secrets(packet(log=f"'{quoted}'"), ["it's-s3cret"])


def test_a_secret_of_several_lines_is_found_in_a_block_of_yaml() -> None:
    secret = "line one 1\nline two 2\n\nline f0ur"

    for style in "|>'\"":
        text = yaml.safe_dump({"a": {"b": secret}}, default_style=style, width=20)
        assert find_secrets(packet(log=text), [secret]), style


def test_what_is_damaged_hides_nothing_else() -> None:
    damaged = [gzip.compress(b"a" * 99)[:-20], bz2.compress(b"a")[:-9], lzma.compress(b"a")[:-9]]

    assert find_secrets(packet(log=b"\n".join([*damaged, PHRASE.encode()])), [PHRASE])


def test_the_ways_to_decode_are_few() -> None:
    content = yaml.safe_dump({"a": [PHRASE, f"it's {PHRASE}"]}, width=20) * 20

    assert sum(1 for _ in decoded(content.encode(), 3)) < 300


def test_an_archive_that_lacks_its_beginning_is_not_one() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "text")

    data = packet(archive=content.getvalue()[1:])

    assert not leaks.find_leaks(data, ["hunter2hunter2"], 1)
