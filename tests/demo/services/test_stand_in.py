"""The stand-in for a directory server answers what a real 389 Directory Server answers."""

import socket
from collections.abc import Iterator
from typing import Any

import ldap3
import pytest
from support.servers import directory389 as ds389
from support.servers.directory389 import Directory389

from demo.services.stand_in import VENDOR, stand_in

USER = "cn=mattermost,dc=example,dc=com"
PASSWORD = "Pässwort 6!"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of a stand-in."""
    with stand_in(USER, PASSWORD, "dc=example,dc=com") as port:
        yield port


def connection(port: int, user: str | None = None, password: str = "") -> ldap3.Connection:
    server = ldap3.Server("127.0.0.1", port, get_info=ldap3.NONE, connect_timeout=10)
    made = ldap3.Connection(server, user=user, password=password, receive_timeout=10)
    made.open(read_server_info=False)
    return made


def root_dse(port: int, *attributes: str) -> Any:
    asking = connection(port)
    asking.search("", "(objectClass=*)", ldap3.BASE, attributes=[*attributes])
    asking.socket.close()
    [entry] = asking.response or []
    return entry["attributes"]


def test_it_says_who_made_it(port: int) -> None:
    answer = root_dse(port, "VENDORNAME", "vendorVersion")

    assert dict(answer) == {name: [value] for name, value in VENDOR.items()}


def test_asked_for_everything_it_reports_its_base(port: int) -> None:
    answer = root_dse(port, "*", "+")

    assert answer["namingContexts"] == ["dc=example,dc=com"]
    assert answer["supportedLDAPVersion"] == ["3"]


@pytest.mark.parametrize(
    ("user", "password", "description"),
    [
        (USER, PASSWORD, "success"),
        (USER.upper(), PASSWORD, "success"),
        (USER, "wrong", "invalidCredentials"),
        ("cn=somebody,dc=example,dc=com", PASSWORD, "invalidCredentials"),
    ],
)
def test_it_knows_one_account(port: int, user: str, password: str, description: str) -> None:
    binding = connection(port, user, password)
    binding.bind(read_server_info=False)

    assert binding.result["description"] == description
    binding.unbind()


def test_what_it_has_not_is_refused_as_by_the_real_one(
    port: int, directory389: Directory389
) -> None:
    real = refusals(directory389.port, ds389.USER, ds389.PASSWORD)

    assert refusals(port, USER, PASSWORD) == real


def refusals(port: int, user: str, password: str) -> list[int]:
    """Return the codes of answers to requests for what neither server has."""
    asking = connection(port, user, password)
    asking.bind(read_server_info=False)
    asking.search("dc=nowhere,dc=org", "(objectClass=*)", ldap3.BASE)
    codes = [asking.result["result"]]
    asking.extended("1.3.6.1.4.1.1466.20037")
    codes.append(asking.result["result"])
    asking.socket.close()
    return codes


def test_something_other_than_ldap_is_disconnected(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(b"GET / HTTP/1.1\r\n\r\n" + b"\xff" * 100)
        client.shutdown(socket.SHUT_WR)

        assert client.recv(100) == b""


def test_it_ends_with_its_block() -> None:
    with stand_in(USER, PASSWORD, "") as port:
        pass

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=30)
