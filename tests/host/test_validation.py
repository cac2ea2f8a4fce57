"""Declarations: plain copies of what makes sense, and a reason for everything else."""

from collections.abc import Mapping
from typing import Any

import pytest
from support.distributions.liars import LyingText

from support_packet.contract import PacketFile, PacketNotice
from support_packet.errors import DeclarationError
from support_packet.host.validation import (
    each,
    plain_facts,
    plain_file,
    plain_notice,
    plain_secret,
)


class Turncoat(PacketFile):
    """A declaration whose name is another one each time that it is read."""

    reads = 0

    def __getattribute__(self, name: str) -> Any:
        if name != "name":
            return super().__getattribute__(name)
        Turncoat.reads += 1
        return "good.txt" if Turncoat.reads == 1 else "../bad.txt"


def collect() -> str:
    return "content"


def declared(**fields: Any) -> PacketFile:
    return PacketFile(**{"name": "a.txt", "collect": collect, **fields})


def test_a_file_is_copied_and_its_title_is_its_name_if_it_has_none() -> None:
    file = PacketFile("a.txt", collect, "", "About.", default=False, size=7, order=3)

    assert plain_file(file) == PacketFile(
        "a.txt", collect, "a.txt", "About.", default=False, size=7, order=3
    )


def test_a_name_is_read_once() -> None:
    assert plain_file(Turncoat("", collect)).name == "good.txt"


def test_text_that_lies_is_taken_by_its_characters() -> None:
    file = plain_file(declared(name=LyingText("a.txt"), title=LyingText("Title")))

    assert (file.name, file.title) == ("a.txt", "Title")
    assert (type(file.name), type(file.title)) == (str, str)
    with pytest.raises(DeclarationError):
        plain_file(declared(name=LyingText("../a.txt")))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": b"a.txt"}, "A name is bytes, not str"),
        ({"name": None}, "A name is NoneType"),
        ({"name": "../a.txt"}, "not a relative path"),
        ({"collect": "text"}, "collect of a.txt is str"),
        ({"title": 3}, "A title is int"),
        ({"title": "x" * 2001}, "too long"),
        ({"description": "two\nlines"}, "does not print"),
        ({"description": "\ud800"}, "does not print"),
        ({"default": 1}, "default of a.txt is int, not bool"),
        ({"size": -1}, "size of a.txt is negative"),
        ({"size": 1.5}, "size of a.txt is float"),
        ({"size": True}, "size of a.txt is bool"),
        pytest.param({"size": 10**5000}, "size of a.txt is too large", id="huge size"),
        ({"order": "first"}, "order of a.txt is str"),
        ({"order": None}, "order of a.txt is NoneType"),
    ],
)
def test_an_impossible_file_says_what_is_wrong(fields: Mapping[str, Any], why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        plain_file(declared(**fields))


@pytest.mark.parametrize("url", [None, "https://example.com/a?b", "http://a", "/admin_console/x"])
def test_a_notice_may_link_to_pages(url: str | None) -> None:
    assert plain_notice(PacketNotice("Do [it].", url)) == PacketNotice("Do [it].", url)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://a", "", "http://a b"],
)
def test_a_notice_may_link_to_nothing_else(url: str) -> None:
    with pytest.raises(DeclarationError, match="url"):
        plain_notice(PacketNotice("Do [it].", url))


def test_a_notice_may_have_values_for_its_placeholders() -> None:
    notice = PacketNotice("Look at %(path)s.", values={"path": "/a"})

    assert plain_notice(notice) == notice


@pytest.mark.parametrize(
    ("message", "values", "why"),
    [
        ("Look at %(path)s.", {"other": "a"}, "do not fit"),
        ("100 % of %(path)s", {"path": "a"}, "do not fit"),
        ("%s %s", {"path": "a"}, "do not fit"),
        ("%(path)9999999s", {"path": "a"}, "too long"),
        ("Look at %(path)s.", {"path": 3}, "A value is int"),
        ("Look at %(path)s.", ["path"], "are list, not a mapping"),
    ],
)
def test_values_that_do_not_fit_are_refused(message: str, values: Any, why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        plain_notice(PacketNotice(message, values=values))


@pytest.mark.parametrize("plain", [plain_file, plain_facts, plain_notice, plain_secret])
def test_another_type_is_named(plain: Any) -> None:
    with pytest.raises(DeclarationError, match="float"):
        plain(1.5)


def test_a_secret_is_exact_text() -> None:
    assert type(plain_secret(LyingText("hunter2"))) is str
    assert plain_secret(LyingText("hunter2")) == "hunter2"


@pytest.mark.parametrize("returned", [(), [], iter(()), {}.values()])
def test_nothing_is_a_fine_answer(returned: object) -> None:
    assert list(each(returned, PacketFile)) == []


def test_one_and_several_are_the_same() -> None:
    file = declared()

    assert list(each(file, PacketFile)) == [file]
    assert list(each((one for one in (file, file)), PacketFile)) == [file, file]


@pytest.mark.parametrize("returned", ["text", b"bytes", {"a": 1}, 3, object(), len, PacketFile])
def test_an_answer_that_is_no_declaration_is_refused(returned: object) -> None:
    with pytest.raises(DeclarationError, match="not PacketFile"):
        list(each(returned, PacketFile))


def test_one_text_is_no_list_of_secrets() -> None:
    with pytest.raises(DeclarationError, match="return a list of them"):
        list(each("hunter2", str))


def test_an_endless_answer_is_cut() -> None:
    with pytest.raises(DeclarationError, match="more than 10000"):
        list(each(iter(int, 1), PacketFile))
