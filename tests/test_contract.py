"""The value types of the contract: what is invalid does not construct, and the error says why."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pytest

import support_packet
from support_packet import (
    CONTRACT,
    DatabaseError,
    DeclarationError,
    PacketFacts,
    PacketFile,
    PacketNotice,
    PacketOption,
)


def collect() -> str:
    return "content"


def declared(**fields: Any) -> PacketFile:
    return PacketFile(**{"name": "a.txt", "collect": collect, **fields})


def test_an_error_of_the_database_is_not_one_of_a_file() -> None:
    """Packages catch `OSError` around files."""
    assert not issubclass(DatabaseError, OSError)


def test_an_invalid_file_does_not_construct() -> None:
    with pytest.raises(DeclarationError, match=r"'\.\./x' is not a relative path"):
        PacketFile("../x", collect=3)  # type: ignore[arg-type] # as an author may write it


@pytest.mark.parametrize("kind", [PacketFile, PacketFacts])
def test_all_fields_after_the_first_two_are_named(kind: Any) -> None:
    with pytest.raises(TypeError, match="positional"):
        kind("a.txt", collect, "Title")


def test_the_link_of_a_notice_is_named() -> None:
    with pytest.raises(TypeError, match="positional"):
        PacketNotice("Do [it].", "/there")  # type: ignore[call-arg] # as in old packages


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": b"a.txt"}, "name of a PacketFile is bytes, not str"),
        ({"name": None}, "name of a PacketFile is NoneType"),
        ({"name": "../a.txt"}, "not a relative path"),
        ({"collect": "text"}, "collect of a.txt is str"),
        ({"title": 3}, "title of a.txt is int"),
        ({"title": "x" * 2001}, "The title of a.txt, 'xx.*'…, has 2001 characters, more than 2000"),
        ({"name": "x" * 201}, "'x+' is 201 bytes long, not 1 to 200"),
        ({"name": "x" * 2001}, "'x+' is 2001 bytes long, not 1 to 200"),
        ({"name": "x\a"}, "has the character '.x07', which is not printable"),
        ({"values": {"a": 3}}, "The value 'a' in the values of a.txt is int, not str"),
        ({"values": {3: "a"}}, "The name 3 in the values of a.txt is int, not str"),
        ({"values": {"a": "b"}, "title": "%(b)s"}, "values of a.txt do not fit .* its title, '%"),
        ({"replaces": 3}, "replaces of a.txt is int"),
        ({"description": "two\nlines"}, r"has the character '.n', which is not printable"),
        ({"description": "\ud800"}, "not printable"),
        ({"default": 1}, "default of a.txt is int, not bool"),
        ({"size": -1}, "size of a.txt is negative"),
        ({"size": 1.5}, "size of a.txt is float"),
        ({"size": True}, "size of a.txt is bool"),
        pytest.param({"size": 10**5000}, "size of a.txt is too large", id="huge size"),
        ({"order": "first"}, "order of a.txt is str"),
        ({"order": None}, "order of a.txt is NoneType"),
        ({"max_parallel": 0}, "max_parallel of a.txt is 0, not a whole number from 1 on"),
        ({"max_parallel": True}, "max_parallel of a.txt is True"),
    ],
)
def test_an_impossible_file_says_what_is_wrong(fields: Mapping[str, Any], why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        declared(**fields)


@pytest.mark.parametrize("url", [None, "https://example.com/a?b", "http://a", "/admin_console/x"])
def test_a_notice_may_link_to_pages(url: str | None) -> None:
    assert PacketNotice("Do [it].", url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://a", "", "http://a b"],
)
def test_a_notice_may_link_to_nothing_else(url: str) -> None:
    with pytest.raises(DeclarationError, match="url"):
        PacketNotice("Do [it].", url=url)


def test_a_notice_may_have_values_for_its_placeholders() -> None:
    notice = PacketNotice("Look at %(path)s.", values={"path": "/a"})

    assert notice.text == "Look at /a."


@pytest.mark.parametrize(
    ("message", "values", "why"),
    [
        ("Look at %(path)s.", {"other": "a"}, "do not fit"),
        ("100 % of %(path)s", {"path": "a"}, "do not fit"),
        ("%s %s", {"path": "a"}, "do not fit"),
        ("%(path)9999999s", {"path": "a"}, "9999999 characters, more than 2000"),
        ("Look at %(path)s.", {"path": 3}, "value 'path' in the values of a PacketNotice is int"),
        ("", {}, "message of a PacketNotice is empty"),
        (" ", {}, "message of a PacketNotice is empty"),
        ("%(path)s", {"path": ""}, "message of a PacketNotice is empty"),
        ("Look at %(path)s.", ["path"], "are list, not a mapping"),
    ],
)
def test_values_that_do_not_fit_are_refused(message: str, values: Any, why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        PacketNotice(message, values=values)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("key", "keys of a PacketFacts are str"),
        (None, "NoneType"),
        ((3,), "key of a PacketFacts is int"),
        (("",), "letters, digits"),
        (("1a",), "letters, digits"),
        (("a: b",), "letters, digits"),
        (("x" * 101,), "at most 100 letters, digits"),
        (("x.y", "noprefix"), "'noprefix' has no prefix.* such as my_package.noprefix"),
    ],
)
def test_impossible_keys_say_what_is_wrong(keys: Any, why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        PacketFacts(keys, dict)


def test_keys_become_a_tuple() -> None:
    keys: Any = ["b.c", "a-1.x"]

    assert PacketFacts(keys, dict).keys == ("b.c", "a-1.x")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"collect": {}}, "collect of x.key is dict, which cannot be called"),
        ({"title": 3}, "title of x.key is int"),
        ({"service": 1}, "service of x.key is int, not bool"),
    ],
)
def test_impossible_facts_say_what_is_wrong(fields: Mapping[str, Any], why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        PacketFacts(**{"keys": ("x.key",), "collect": dict, **fields})


def test_versions_are_public() -> None:
    assert support_packet.__version__ == version("support-packet")
    assert CONTRACT == 1


def test_an_option_calls_a_value_by_its_label_or_itself() -> None:
    named = PacketOption("days", {"1": "One day"}, title="Days", default="1")
    plain = PacketOption("days", ["1", "7"], title="Days", default="1")

    assert named.labels == {"1": "One day"}
    assert plain.labels == {"1": "1", "7": "7"}


def test_a_file_can_be_compared_and_kept_in_a_set() -> None:
    file = declared(title="Of %(day)s", values={"day": "May 1"})

    assert len({file, declared()}) == 2
