"""The probe of the LDAP server, against OpenLDAP and a server that is not LDAP."""

from pathlib import Path
from typing import Any

import pytest
from diagnostics_servers import mail_server, server_context, serving
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority
from support.servers.slapd import Slapd
from support_packet.testing import Author, Installation

from support_packet_diagnostics.probes import directory
from support_packet_diagnostics.probes.outcome import outcome

pytestmark = pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)


@pytest.fixture
def ask(installation: Installation) -> Any:
    def ask(port: int, security: str = "", **settings: object) -> dict[str, Any]:
        usual = {"EnableSync": True, "LdapServer": "127.0.0.1"}
        installation.set(
            "LdapSettings", **(usual | settings), LdapPort=port, ConnectionSecurity=security
        )
        return outcome(directory.directory_probe(installation.mattermost()))

    return ask


def test_a_real_server_responds(ask: Any, slapd: Slapd) -> None:
    assert ask(slapd.port, LdapServer="ldap://127.0.0.1/") == {"status": "OK"}


@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
def test_a_real_server_responds_over_tls(
    ask: Any,
    slapd: Slapd,
    authority: CertificateAuthority,
    monkeypatch: pytest.MonkeyPatch,
    security: str,
) -> None:
    port = slapd.tls_port if security == "TLS" else slapd.port
    strict = ask(port, security)
    loose = ask(port, security, SkipCertificateVerification=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    trusted = ask(port, security, SkipCertificateVerification=False)

    assert f"The certificate of 127.0.0.1:{port} is not trusted: " in strict["error"]
    assert loose == trusted == {"status": "OK"}


def test_what_it_is_comes_from_the_facts(
    installation: Installation, diagnostics: Author, slapd: Slapd, ask: Any
) -> None:
    ask(slapd.port)

    assert diagnostics.packet().yaml("diagnostics.yaml")["ldap"] == {
        "status": "OK",
        "server_name": "The OpenLDAP Project",
        "server_version": "2.6 (ä)",
    }
    assert installation.mattermost().config.flag("LdapSettings.EnableSync")


def test_a_server_that_lets_nobody_in_responds(ask: Any, private_slapd: Slapd) -> None:
    assert ask(private_slapd.port) == {"status": "OK"}


@pytest.mark.parametrize("security", ["", "STARTTLS"])
def test_another_server_is_not_an_ldap_server(ask: Any, security: str) -> None:
    with mail_server() as postman, serving({}) as site:
        mail, web = ask(postman.port, security), ask(site.port, security)

    assert mail == {"status": "FAIL", "error": "What responds there is not an LDAP server."}
    assert web["status"] == "FAIL"


def test_a_server_of_another_make_refuses_tls_in_long_form(ask: Any) -> None:
    """Active Directory writes every length with four bytes."""
    refusal = bytes.fromhex("3084 0000 0010 020101 78 84 0000 0007 0a0102 0400 0400")
    with broken_server(refusal, hangs=True) as port:
        assert ask(port, "STARTTLS")["error"] == "The LDAP server does not start TLS."


@pytest.mark.parametrize("security", ["", "TLS", "STARTTLS"])
def test_a_server_that_hangs_or_drips_is_cut(
    ask: Any, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setattr(directory, "SECONDS", 0.5)

    with broken_server(hangs=True) as port:
        hanging = ask(port, security)["error"]
        assert hanging == f"127.0.0.1:{port} did not respond within 0.5 seconds."
    with slow_server(b"", b"\x30", seconds=0.1) as port:
        assert ask(port, security)["status"] == "FAIL"


def test_nobody_there_is_reported_plainly(ask: Any) -> None:
    assert ask(1)["error"] == "Nothing is listening at 127.0.0.1:1 (connection refused)."
    assert ask(389, LdapServer="")["error"] == (
        "LdapServer or LdapPort of LdapSettings is not set."
    )


def test_tls_that_is_broken_is_reported_plainly(
    ask: Any, authority: CertificateAuthority, tmp_path: Path
) -> None:
    with serving({}, server_context(authority, tmp_path)) as site:
        web = ask(site.port, "TLS", SkipCertificateVerification=True)
        plain = ask(site.port)

    assert web["status"] == plain["status"] == "FAIL"
