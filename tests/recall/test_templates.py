"""A template makes the same sample on every run, with what its places ask for."""

import base64
import json
import re
from random import Random

import pytest

from recall.formats import FORMATS, parse
from recall.forms import FORMS
from recall.generate import generate
from recall.samples import FOLDER, sample
from recall.template import expand


def test_a_sample_is_the_same_on_every_run() -> None:
    template = "@ info a.go:1 | x | token=«⟦base62:20⟧» | n=⟦int:1-9⟧"

    assert expand(template, "seed", 3) == expand(template, "seed", 3)
    assert expand(template, "seed", 3) != expand(template, "seed", 4)
    assert expand(template, "seed", 3) != expand(template, "other", 3)


def test_a_kept_value_is_repeated() -> None:
    one, two, other = expand("⟦a=id⟧ ⟦a⟧ ⟦id⟧", "seed", 0).split()

    assert one == two != other
    assert re.fullmatch("[a-z0-9]{26}", one)


def test_one_of_several_is_chosen() -> None:
    assert {expand("⟦one|two:2⟧", "seed", number) for number in range(20)} == {"one", "two:2"}


def test_a_row_is_repeated_for_each_line_of_a_key() -> None:
    lines = expand("begin\n> ⟦rows:ec⟧ <\nend", "seed", 0).split("\n")

    assert lines[0] == "begin"
    assert lines[-1] == "end"
    assert len(lines) == 4 + 1
    assert all(re.fullmatch("> «[A-Za-z0-9+/=]{1,64}» <", line) for line in lines[1:-1])


def test_a_checked_token_ends_with_six_letters_of_its_checksum() -> None:
    assert re.fullmatch("ghp_[A-Za-z0-9]{36}", expand("ghp_⟦checked⟧", "seed", 0))


def test_a_token_of_json_can_be_read() -> None:
    head, body, signature = expand("⟦jwt:HS256⟧", "seed", 0).split(".")

    assert json.loads(base64.urlsafe_b64decode(head + "==")) == {"alg": "HS256", "typ": "JWT"}
    assert "sub" in json.loads(base64.urlsafe_b64decode(body + "=="))
    assert len(signature) == 43


@pytest.mark.parametrize("number", range(len(FORMATS)), ids=[each.__name__ for each in FORMATS])
def test_every_format_is_one_line_that_keeps_the_marks(number: int) -> None:
    line = expand("@ warn a.go:7 | it's off | k=«a\"b\\c» d⏎e | n=5", "seed", number)

    assert "\n" not in line
    assert len(sample(line).secrets) == 1
    assert "off" in line


@pytest.mark.parametrize("number", [0, 1])
def test_json_is_json(number: int) -> None:
    entry = parse("info a.go:7 | hello | text=a<b | n=5")
    line = FORMATS[number](entry, Random(1))

    document = json.loads(line)
    assert (document["msg"], document["text"], document["n"]) == ("hello", "a<b", 5)


def test_shapes_go_into_carriers() -> None:
    path = FOLDER / "templates" / "vendors" / "github.log"

    lines = generate(path, 20, ["key ⟦secret⟧ in ⟦noun⟧"])

    assert len(lines) >= 20
    assert all(re.fullmatch(r"key «g[a-z_]+[A-Za-z0-9_]+» in [a-z]+", line) for line in lines)


def test_forms_of_a_value() -> None:
    assert FORMS["base64_bare"]("a") == "YQ"
    assert FORMS["bytes"]("ab") == "[97 98]"
    assert FORMS["cut"]("abcdefgh") == "abcdef"
    assert FORMS["escapes"]("a") == "\\u0061"
    assert FORMS["gson"]("a=b") == "a\\u003db"
    assert FORMS["html_numeric"]("a") == "&#97;"
    assert FORMS["percent_twice"]("&") == "%2526"
