"""The probe of the mail server, against aiosmtpd, and against what is not a mail server."""

from pathlib import Path
from typing import Any

import pytest
from diagnostics_servers import mail_server, server_context
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority
from support_packet.testing import Installation

from support_packet_diagnostics.probes import mail
from support_packet_diagnostics.probes.outcome import outcome

pytestmark = pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)


@pytest.fixture(autouse=True)
def installation_is_there(installation: Installation) -> None:
    installation.set("EmailSettings", SendEmailNotifications=True, SMTPServer="127.0.0.1")


@pytest.fixture
def greet(installation: Installation) -> Any:
    def greet(port: int | str, **settings: object) -> dict[str, Any]:
        installation.set("EmailSettings", SMTPPort=str(port), **settings)
        return outcome(mail.mail_probe(installation.mattermost()))

    return greet


def test_the_mail_server_is_greeted_without_a_login(greet: Any) -> None:
    login = {"EnableSMTPAuth": True, "SMTPUsername": "user", "SMTPPassword": "pa55word"}
    with mail_server() as postman:
        assert greet(postman.port, **login) == {"status": "OK"}

    assert postman.commands == ["EHLO localhost", "QUIT"]


@pytest.mark.parametrize("security", ["STARTTLS", "TLS"])
def test_tls_is_tried_with_the_certificate(
    greet: Any, authority: CertificateAuthority, tmp_path: Path, security: str
) -> None:
    context = server_context(authority, tmp_path)
    option = "tls_context" if security == "STARTTLS" else "ssl_context"
    with mail_server(**{option: context}) as postman:
        strict = greet(postman.port, ConnectionSecurity=security)
        loose = greet(
            postman.port, ConnectionSecurity=security, SkipServerCertificateVerification=True
        )

    assert f"The certificate of 127.0.0.1:{postman.port} is not trusted: " in strict["error"]
    assert loose == {"status": "OK"}
    assert postman.commands[-1] == "QUIT"


@pytest.mark.parametrize(
    ("security", "error"),
    [
        ("STARTTLS", "The mail server replied 454 instead of 220."),
        ("TLS", "127.0.0.1:{port} does not speak TLS as expected."),
    ],
)
def test_a_server_without_tls_fails_where_tls_is_configured(
    greet: Any, security: str, error: str
) -> None:
    with mail_server() as postman:
        found = greet(postman.port, ConnectionSecurity=security)

    assert found == {"status": "FAIL", "error": error.format(port=postman.port)}


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        (b"421 busy\r\n", "The mail server replied 421 instead of 220."),
        (b"HTTP/1.1 400\r\n", "What responds there is not a mail server."),
        (b"\xff\x00garbage\n", "What responds there is not a mail server."),
        (b"220-" + b"x" * 9000 + b"\r\n", "What responds there is not a mail server."),
    ],
)
def test_a_strange_greeting_is_reported_plainly(greet: Any, greeting: bytes, error: str) -> None:
    with broken_server(greeting, hangs=True) as port:
        assert greet(port) == {"status": "FAIL", "error": error}


def test_a_server_that_hangs_up_is_reported_plainly(greet: Any) -> None:
    with broken_server(hangs=False) as port:
        assert greet(port)["error"] == f"127.0.0.1:{port} closed the connection."


@pytest.mark.parametrize("security", ["", "TLS", "STARTTLS"])
@pytest.mark.parametrize("greeting", [b"", b"2", b"220 hello\r\n"])
def test_a_server_that_hangs_is_cut(
    greet: Any, monkeypatch: pytest.MonkeyPatch, greeting: bytes, security: str
) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.5)

    with broken_server(greeting, hangs=True) as port:
        found = greet(port, ConnectionSecurity=security)

    late = f"127.0.0.1:{port} did not respond within 0.5 seconds."
    no_tls = f"127.0.0.1:{port} does not speak TLS as expected."
    assert found["error"] in ((late, no_tls) if security == "TLS" else (late,))


def test_a_server_that_drips_is_cut(greet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.5)

    with slow_server(b"", b"220-\r\n", seconds=0.05) as port:
        assert greet(port)["error"] == f"127.0.0.1:{port} did not respond within 0.5 seconds."


@pytest.mark.parametrize("port", ["", "smtp", "-1", "99999"])
def test_a_port_that_is_not_one_fails(greet: Any, port: str) -> None:
    assert greet(port)["status"] == "FAIL"


def test_a_server_without_a_name_fails(greet: Any) -> None:
    found = greet("25", SMTPServer="")

    assert found["error"] == "SMTPServer or SMTPPort of EmailSettings is not set."
