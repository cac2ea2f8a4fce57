"""The nodes that the operator names, and where the program on them is."""

import platform
import socket

import pytest

from support_packet.errors import CollectError
from support_packet.host.nodes.names import configured_names, program_url
from support_packet.settings import Settings


def named(*names: str) -> list[str]:
    return configured_names(Settings(nodes=frozenset(names)))


def test_names_are_sorted_and_this_machine_is_none_of_them() -> None:
    assert named("b.example.com", platform.node(), "a.example.com") == [
        "a.example.com",
        "b.example.com",
    ]


def test_each_address_of_a_name_is_a_node(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 0)) for address in ("10.1.0.9", "10.1.0.5", "10.1.0.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    assert named("dns+chat.example.com", "10.1.0.7") == ["10.1.0.5", "10.1.0.7", "10.1.0.9"]


def test_a_name_without_an_address_is_named() -> None:
    with pytest.raises(CollectError, match=r"no\.such\.invalid, which SUPPORT_PACKET_NODES names"):
        named("dns+no.such.invalid")


@pytest.mark.parametrize(
    ("hostname", "url"),
    [
        ("chat-2", "https://chat-2:8066/readyz"),
        ("10.1.0.5", "https://10.1.0.5:8066/readyz"),
        ("fd00::5", "https://[fd00::5]:8066/readyz"),
    ],
)
def test_the_address_of_the_program(hostname: str, url: str) -> None:
    assert program_url(Settings(), hostname, "/readyz").geturl() == url


@pytest.mark.parametrize("hostname", ["", "evil.example/x?", "a@b", "a b", "a#", "x" * 256, "ä"])
def test_what_is_no_name_becomes_no_address(hostname: str) -> None:
    with pytest.raises(CollectError, match="is not asked"):
        program_url(Settings(), hostname, "/readyz")
