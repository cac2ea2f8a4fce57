"""What a node says about itself, against what this one knows of it."""

import platform
import warnings

import pytest
import support_packet

from support_packet_cluster._about import node_yaml, warn_of_differences

OWN = support_packet.__version__


def said(hostname: str, content: bytes) -> list[str]:
    """Return the warnings of a node of this name that sent `content`."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warn_of_differences(hostname, content)
    return [str(each.message) for each in caught]


def about(hostname: str, version: str = OWN) -> bytes:
    return f'hostname: {hostname}\nsupport_packet: "{version}"\n'.encode()


def test_a_node_that_calls_itself_otherwise_is_named() -> None:
    assert said("chat-2", about("chat-3")) == ["chat-2 calls itself chat-3."]
    assert said("chat-2.example.com", about("chat-22.example.com")) == [
        "chat-2.example.com calls itself chat-22.example.com."
    ]


@pytest.mark.parametrize("hostname", ["chat-2", "CHAT-2.example.com", "10.1.0.5", "fd00::5"])
def test_short_and_long_names_are_the_same_and_an_address_may_be_any(hostname: str) -> None:
    assert said(hostname, about("chat-2.internal")) == []


def test_another_release_is_named() -> None:
    assert said("chat-2", about("chat-2", "0.0.1")) == [
        f"chat-2 runs support-packet 0.0.1, this node {OWN}."
    ]


def test_a_name_without_an_end_is_cut() -> None:
    [text] = said("chat-2", about("x" * 60_000))

    assert text == f"chat-2 calls itself {'x' * 100}."


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff", b"a: [", b"- " * 5000, b"&a [*a]", b"!!python/object:os.x {}"]
)
def test_what_is_not_a_description_says_nothing(content: bytes) -> None:
    assert said("chat-2", content) == []


GROWING = b"a0: &a0 {k: v}\n" + b"".join(
    b"a%d: &a%d %s\n" % (depth, depth, b"[" + b",".join([b"*a%d" % (depth - 1)] * 9) + b"]")
    for depth in range(1, 12)
)
"""In lists, of lists: as text it would have gigabytes, and nothing else would run meanwhile."""


@pytest.mark.parametrize(
    "content",
    [
        GROWING + b"hostname: *a11\n",
        GROWING.replace(b"[", b"{<<: [").replace(b"]", b"]}") + b"hostname: chat-3\n",
        b"hostname: [chat-3]\nsupport_packet: 7\n",
        b"hostname: 1" + b":1" * 30_000,
        b"hostname: " + b"9" * 60_000,
    ],
    ids=["lists", "merged", "other kinds", "sexagesimal", "a number"],
)
def test_a_description_that_grows_says_nothing(content: bytes) -> None:
    assert said("chat-2", content) == []


def test_this_node_describes_itself_as_it_reads_others() -> None:
    assert said(platform.node(), node_yaml().encode()) == []
