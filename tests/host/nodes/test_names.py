"""The nodes that the operator names, and where the program on them is."""

import platform
import socket
import threading

import pytest

from support_packet.errors import CollectError
from support_packet.host.nodes.names import configured_nodes, program_url
from support_packet.settings import Settings


def named(*names: str) -> list[str]:
    found = configured_nodes(Settings(nodes=frozenset(names)))
    assert not found.problems
    return list(found.names)


def test_names_are_sorted_and_do_not_include_this_machine() -> None:
    assert named("b.example.com", platform.node(), "a.example.com") == [
        "a.example.com",
        "b.example.com",
    ]


def test_each_address_of_a_name_is_a_node(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 0)) for address in ("10.1.0.9", "10.1.0.5", "10.1.0.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    assert named("dns+chat.example.com", "10.1.0.7") == ["10.1.0.5", "10.1.0.7", "10.1.0.9"]


@pytest.mark.parametrize(
    ("found", "nodes"),
    [
        (
            [(10, "fd00::5"), (2, "10.1.0.5"), (10, "fd00::6"), (2, "10.1.0.6")],
            ["10.1.0.5", "10.1.0.6"],
        ),
        ([(10, "fd00::5"), (10, "fd00::6"), (2, "10.1.0.6")], ["fd00::5", "fd00::6"]),
        ([(10, "fd00::5")], ["fd00::5"]),
    ],
)
def test_a_node_with_addresses_of_both_families_is_one_node(
    monkeypatch: pytest.MonkeyPatch, found: list[tuple[int, str]], nodes: list[str]
) -> None:
    addresses = [(family, 1, 6, "", (address, 0)) for family, address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)

    assert named("dns+chat.example.com") == nodes


@pytest.mark.parametrize("name", ["no.such.invalid", "a..b", "x" * 64 + ".example.com"])
def test_a_name_without_an_address_is_named_and_costs_no_other(name: str) -> None:
    found = configured_nodes(Settings(nodes=frozenset([f"dns+{name}", "chat-2.example.com"])))

    assert found.names == ["chat-2.example.com"]
    [problem] = map(str, found.problems)
    assert f"{name}, which SUPPORT_PACKET_NODES names, has no address" in problem


def test_a_name_server_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def wait(*_: object, **__: object) -> list[object]:
        released.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    settings = Settings(
        nodes=frozenset(["dns+silent.example.com", "10.1.0.5"]), network_timeout=0.1
    )

    found = configured_nodes(settings)

    assert found.names == ["10.1.0.5"]
    assert "has no address: no name server responded" in str(found.problems[0])
    released.set()


@pytest.mark.parametrize(
    ("hostname", "url"),
    [
        ("chat-2", "https://chat-2:8066/readyz"),
        ("10.1.0.5", "https://10.1.0.5:8066/readyz"),
        ("fd00::5", "https://[fd00::5]:8066/readyz"),
        ("::ffff:10.1.0.5", "https://[::ffff:10.1.0.5]:8066/readyz"),
    ],
)
def test_the_address_of_the_program(hostname: str, url: str) -> None:
    assert program_url(Settings(), hostname, "/readyz").geturl() == url


@pytest.mark.parametrize(
    "hostname",
    ["", "evil.example/x?", "a@b", "a b", "a#", "x" * 256, "ä", "a\n", "chat:1", "[::1]"],
)
def test_what_is_not_a_name_does_not_become_an_address(hostname: str) -> None:
    with pytest.raises(CollectError, match=r"its name has no address \(not a host name\)"):
        program_url(Settings(), hostname, "/readyz")
