"""LDAP servers that do not respond, or not fully: each costs seconds and a warning."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from support.servers import slapd as openldap
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority
from support.servers.directory389 import Directory389
from support.servers.process import free_port
from support.servers.slapd import Slapd, slapd_server

from collectors.facts.ldap import ldap_facts
from support_packet import CollectError, Mattermost

MattermostWith = Callable[..., Mattermost]

ENTRY = bytes.fromhex("3009 020101 6404 0400 3000")
"""An entry without a name, after which the search is not over."""

BIND = {"BindUsername": openldap.USER, "BindPassword": openldap.PASSWORD}


def settings(port: int, **more: Any) -> dict[str, Any]:
    own = {"Enable": True, "LdapServer": "127.0.0.1", "LdapPort": port} | BIND
    return {"LdapSettings": own | more}


def failure(mattermost: Mattermost) -> str:
    with pytest.raises(CollectError) as raised:
        ldap_facts(mattermost)

    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    assert openldap.PASSWORD not in str(raised.value)
    return str(raised.value)


def test_a_server_that_does_not_say_is_a_warning(
    mattermost_with: MattermostWith, silent_slapd: Slapd
) -> None:
    mattermost = mattermost_with(**settings(silent_slapd.port))

    with pytest.warns(UserWarning, match=r"doesn't report vendorName, vendorVersion\. Open"):
        assert ldap_facts(mattermost) == {}


@pytest.mark.usefixtures("slapd")  # which installs the server outside of the timeout
def test_what_a_server_does_say_is_kept(
    mattermost_with: MattermostWith, authority: CertificateAuthority
) -> None:
    with slapd_server(authority, {"vendorName": "Example"}) as server:
        mattermost = mattermost_with(**settings(server.port))
        with pytest.warns(UserWarning, match=r"doesn't report vendorVersion\. "):
            assert ldap_facts(mattermost) == {"ldap_vendor_name": "Example"}


def test_a_private_server_without_a_bind_user_is_a_warning(
    mattermost_with: MattermostWith, private_slapd: Slapd
) -> None:
    mattermost = mattermost_with(**settings(private_slapd.port, BindUsername=""))

    with pytest.warns(UserWarning, match="check access to the root DSE"):
        assert ldap_facts(mattermost) == {}


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_refused_bind_says_so(
    mattermost_with: MattermostWith, private_slapd: Slapd, password: str
) -> None:
    message = failure(mattermost_with(**settings(private_slapd.port, BindPassword=password)))

    assert message.startswith(f"ldap://127.0.0.1:{private_slapd.port}")
    assert "Check" in message


@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
def test_an_unknown_certificate_is_refused(
    mattermost_with: MattermostWith, slapd: Slapd, security: str
) -> None:
    port = slapd.tls_port if security == "TLS" else slapd.port

    message = failure(mattermost_with(**settings(port, ConnectionSecurity=security)))

    assert "certificate verify failed" in message
    assert "_ssl.c" not in message


def test_an_unknown_host_is_called_so(mattermost_with: MattermostWith) -> None:
    message = failure(mattermost_with(**settings(389, LdapServer="ldap.invalid")))

    assert message.startswith("ldap://ldap.invalid:389: the host name is unknown. ")


def test_a_certificate_of_another_host_is_refused(
    mattermost_with: MattermostWith,
    slapd: Slapd,
    authority: CertificateAuthority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    more = {"LdapServer": "127.0.0.2", "ConnectionSecurity": "TLS"}

    message = failure(mattermost_with(**settings(slapd.tls_port, **more)))

    assert "IP address mismatch" in message


def test_starttls_that_a_server_has_not_is_an_error(
    mattermost_with: MattermostWith, directory389: Directory389
) -> None:
    message = failure(mattermost_with(**settings(directory389.port, ConnectionSecurity="STARTTLS")))

    assert "startTLS failed - protocolError" in message


def test_no_server(mattermost_with: MattermostWith) -> None:
    port = free_port()

    message = failure(mattermost_with(**settings(port)))

    assert message == (
        f"Nothing is listening at ldap://127.0.0.1:{port} (connection refused). "
        "Start the LDAP server, or correct LdapServer and LdapPort of LdapSettings."
    )


@pytest.mark.timeout(60)
@pytest.mark.parametrize("security", ["", "TLS", "STARTTLS"])
@pytest.mark.parametrize(
    "server",
    [
        lambda: broken_server(hangs=True),
        lambda: broken_server(hangs=False),
        lambda: broken_server(b"HTTP/1.1 400 Bad Request\r\n\r\n", hangs=True),
        lambda: broken_server(b"\x30\x84\x7f\xff\xff\xff" + b"\xff" * 100_000, hangs=True),
        lambda: broken_server(b"\x30\x05\x02\x01\x01\x65\x00" * 1000, hangs=True),
        lambda: broken_server(b"\x30\x80" * 5000, hangs=True),
        lambda: slow_server(ENTRY, ENTRY * 1000, seconds=0),
        lambda: slow_server(b"\x30\x84\x00\xff\xff\xff", b"\x02", seconds=0.05),
        lambda: slow_server(b"\x16\x03\x03\x10\x00", b"\x02", seconds=0.05),
    ],
    ids=[
        *("hangs", "drops", "http", "huge", "broken", "nested", "never ends", "drips"),
        "drips a handshake",
    ],
)
def test_something_else_on_its_port(
    mattermost_with: MattermostWith,
    server: Callable[[], AbstractContextManager[int]],
    security: str,
) -> None:
    with server() as port:
        more = {"ConnectionSecurity": security}
        mattermost = mattermost_with(network_timeout=0.5, **settings(port, **more))
        message = failure(mattermost)

    assert f"127.0.0.1:{port}: " in message


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"LdapServer": ""}, "LdapSettings.LdapServer is empty."),
        ({"LdapServer": " "}, "LdapSettings.LdapServer is empty."),
        (
            {"LdapServer": "a:b:c"},
            "LdapServer and LdapPort of LdapSettings are not the address of a server.",
        ),
        (
            {"LdapPort": -1},
            "LdapServer and LdapPort of LdapSettings are not the address of a server.",
        ),
        (
            {"LdapPort": 70000},
            "LdapServer and LdapPort of LdapSettings are not the address of a server.",
        ),
        ({"LdapServer": "directory..example.com"}, "label empty"),
    ],
)
def test_a_wrong_setting_is_named(
    mattermost_with: MattermostWith, wrong: dict[str, Any], message: str
) -> None:
    assert message in failure(mattermost_with(**settings(389, **wrong)))


@pytest.mark.parametrize("password", [None, "secret"])
def test_a_client_certificate_that_cannot_be_used_is_named(
    mattermost_with: MattermostWith, home: Path, authority: CertificateAuthority, password: str
) -> None:
    authority.issue(home / "config", "client", key_password="secret")
    key = "client.key" if password else "missing.key"
    more = {"PublicCertificateFile": "client.crt", "PrivateKeyFile": key}

    message = failure(mattermost_with(**settings(389, ConnectionSecurity="TLS", **more)))

    assert message.startswith("PublicCertificateFile and PrivateKeyFile of LdapSettings cannot")
