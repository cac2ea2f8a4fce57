"""Whether the mail server takes a connection, as far as its greeting and STARTTLS."""

import socket
from contextlib import ExitStack
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.connection import connection, encrypt
from support_packet_diagnostics.probes.outcome import Probe, ProbeError

SECONDS = 3
_MAX_LINE = 2048
_MAX_LINES = 100


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
    """Say hello to the mail server and good-bye; it is told no user name, and no password."""
    if not host or not port.isdecimal():
        raise ProbeError("SMTPServer or SMTPPort of EmailSettings is not set.")
    with ExitStack() as closing:
        talk = closing.enter_context(connection(host, int(port), SECONDS))
        if security == "TLS":
            talk = closing.enter_context(encrypt(talk, host, verify=verify))
        _expect(talk, "220")
        _say(talk, "EHLO localhost", "250")
        if security == "STARTTLS":
            _say(talk, "STARTTLS", "220")
            talk = closing.enter_context(encrypt(talk, host, verify=verify))
        _say(talk, "QUIT", "221")
    return {}


def _say(talk: socket.socket, line: str, code: str) -> None:
    talk.sendall(line.encode() + b"\r\n")
    _expect(talk, code)


def _expect(talk: socket.socket, code: str) -> None:
    """Read one reply, of several lines perhaps; `ProbeError` where it is not a `code`.

    Byte by byte: what follows STARTTLS belongs to TLS.
    """
    for _ in range(_MAX_LINES):
        line = bytearray()
        while not line.endswith(b"\n") and len(line) < _MAX_LINE:
            if not (byte := talk.recv(1)):
                raise ConnectionResetError
            line += byte
        if line[:3] != code.encode():
            shown = line[:3].decode("ascii", "replace") if line[:3].isdigit() else "no mail server"
            raise ProbeError(f"The mail server replied {shown} instead of {code}.")
        if line[3:4] != b"-":
            return
    raise ProbeError("The mail server's reply does not end.")
