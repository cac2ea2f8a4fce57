"""Where the server listens."""

import socket

import pytest

from support_packet.errors import SettingsError
from support_packet.web.serving.listener import listen, parse_bind, url


@pytest.mark.parametrize(
    ("bind", "expected"),
    [
        ("127.0.0.1:8075", ("127.0.0.1", 8075)),
        ("localhost:0", ("localhost", 0)),
        ("[::1]:65535", ("::1", 65535)),
    ],
)
def test_host_and_port(bind: str, expected: tuple[str, int]) -> None:
    assert parse_bind(bind) == expected


@pytest.mark.parametrize(
    "bind",
    ["", "8075", ":8075", "localhost", "localhost:", "localhost:x", "::1:8075",
     "[::1]", "[::1]8075", "http://localhost:80", "localhost:-1", "localhost:80:80", "a:٣"],
)  # fmt: skip
def test_anything_else_is_refused_by_name(bind: str) -> None:
    with pytest.raises(SettingsError, match="expected HOST:PORT"):
        parse_bind(bind)


def test_a_port_that_is_too_high_is_refused_with_the_highest() -> None:
    with pytest.raises(SettingsError, match=r"localhost:65536.*65535"):
        parse_bind("localhost:65536")


@pytest.mark.parametrize("bind", ["127.0.0.1:0", "localhost:0", "[::1]:0"])
def test_it_listens_and_knows_its_url(bind: str) -> None:
    with listen(bind) as listener:
        host, _, port = url(listener).removeprefix("http://").rpartition(":")

        socket.create_connection((host.strip("[]"), int(port)), timeout=60).close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_all_addresses_are_those_of_both_kinds(host: str) -> None:
    with listen("[::]:0") as listener:
        port = listener.getsockname()[1]

        socket.create_connection((host, port), timeout=60).close()


def test_a_port_in_use_is_refused_by_name() -> None:
    with listen("127.0.0.1:0") as listener:
        bind = f"127.0.0.1:{listener.getsockname()[1]}"

        with pytest.raises(SettingsError, match=f"--bind {bind}: Address already in use"):
            listen(bind)


def test_an_address_of_another_machine_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match=r"--bind 192\.0\.2\.1:0: Cannot assign"):
        listen("192.0.2.1:0")
