"""Whether the mail server takes a connection, as far as its greeting and STARTTLS."""

import smtplib
import socket
from contextlib import ExitStack
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.connection import connection, encrypt
from support_packet_diagnostics.probes.outcome import Probe, ProbeError

SECONDS = 3
_NO_MAIL_SERVER = "What responds there is not a mail server."


def mail_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the configured mail server, `None` where the server sends no mail."""
    config = mattermost.config
    if not config.flag("EmailSettings.SendEmailNotifications"):
        return None
    host = config.text("EmailSettings.SMTPServer")
    port = config.text("EmailSettings.SMTPPort")
    security = config.text("EmailSettings.ConnectionSecurity").upper()
    verify = not config.flag("EmailSettings.SkipServerCertificateVerification")
    return lambda: greet(host, port, security, verify=verify)


def greet(host: str, port: str, security: str, *, verify: bool) -> dict[str, Any]:
    """Send EHLO and QUIT to the mail server, and no user name or password."""
    if not host or not port.isdecimal():
        raise ProbeError("SMTPServer or SMTPPort of EmailSettings is not set.")
    with ExitStack() as closing:
        talk = closing.enter_context(connection(host, int(port), SECONDS))
        if security == "TLS":
            talk = closing.enter_context(encrypt(talk, host, verify=verify))
        # Not its own `connect`, which has no end, and knows no name to verify later.
        client = smtplib.SMTP(local_hostname="localhost")
        closing.callback(client.close)
        client.sock = talk
        try:
            _introduce(client)
            if security == "STARTTLS":
                closing.enter_context(_start_tls(client, talk, host, verify=verify))
            _expect(221, client.docmd("QUIT"))
        except smtplib.SMTPResponseException:
            raise ProbeError(_NO_MAIL_SERVER) from None
        except smtplib.SMTPServerDisconnected:
            raise ConnectionResetError from None
    return {}


def _introduce(client: smtplib.SMTP) -> None:
    _expect(220, client.getreply())
    _expect(250, client.ehlo())


def _start_tls(
    client: smtplib.SMTP, talk: socket.socket, host: str, *, verify: bool
) -> socket.socket:
    _expect(220, client.docmd("STARTTLS"))
    client.file = None  # Whatever was sent before TLS does not count.
    client.sock = encrypt(talk, host, verify=verify)
    _expect(250, client.ehlo())
    return client.sock


def _expect(wanted: int, reply: tuple[int, bytes]) -> None:
    code, _ = reply
    if code == -1:
        raise ProbeError(_NO_MAIL_SERVER)
    if code != wanted:
        raise ProbeError(f"The mail server replied {code} instead of {wanted}.")
