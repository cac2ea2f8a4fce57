"""Whether the LDAP server responds, encrypted as configured."""

import re
import socket
from contextlib import ExitStack
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.connection import connection, encrypt
from support_packet_diagnostics.probes.outcome import Probe, ProbeError

SECONDS = 3
_SCHEME = re.compile(r"ldaps?://", re.IGNORECASE)

# Two messages of RFC 4511, each the first one of its connection: nothing in them varies.
_START_TLS = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037"
_ANONYMOUS_BIND = b"\x30\x0c\x02\x01\x01\x60\x07\x02\x01\x03\x04\x00\x80\x00"
_LENGTH = rb"(?:[\x00-\x7f]|\x81.|\x82..|\x83...|\x84....)"
_RESPONSE = re.compile(
    rb"\x30" + _LENGTH + rb"\x02\x01\x01[\x61\x78]" + _LENGTH + rb"\x0a\x01(?P<code>.)", re.DOTALL
)
_SHORTEST = 14


def directory_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the LDAP server, `None` where the server uses none."""
    config = mattermost.config
    if not (config.flag("LdapSettings.Enable") or config.flag("LdapSettings.EnableSync")):
        return None
    host = _SCHEME.sub("", config.text("LdapSettings.LdapServer").strip()).strip("[]/")
    port = config.number("LdapSettings.LdapPort")
    security = config.text("LdapSettings.ConnectionSecurity").upper()
    verify = not config.flag("LdapSettings.SkipCertificateVerification")
    return lambda: respond(host, port, security, verify=verify)


def respond(host: str, port: int, security: str, *, verify: bool) -> dict[str, Any]:
    """Bind to the server anonymously: a refusal is a response, too.

    What the server says about itself is in `support_packet.yaml`, from where the sections take it.
    """
    if not host or not port:
        raise ProbeError("LdapServer or LdapPort of LdapSettings is not set.")
    with ExitStack() as closing:
        talk = closing.enter_context(connection(host, port, SECONDS))
        if security == "TLS":
            talk = closing.enter_context(encrypt(talk, host, verify=verify))
        if security == "STARTTLS":
            if _ask(talk, _START_TLS) != 0:
                raise ProbeError("The LDAP server does not start TLS.")
            talk = closing.enter_context(encrypt(talk, host, verify=verify))
        _ask(talk, _ANONYMOUS_BIND)
    return {}


def _ask(talk: socket.socket, message: bytes) -> int:
    """Return the code of the response to the one `message`, 0 for a success."""
    talk.sendall(message)
    response = b""
    while len(response) < _SHORTEST:
        if not (piece := talk.recv(4096)):
            raise ConnectionResetError
        response += piece
    if not (found := _RESPONSE.match(response)):
        raise ProbeError("What responds there is not an LDAP server.")
    return found["code"][0]
