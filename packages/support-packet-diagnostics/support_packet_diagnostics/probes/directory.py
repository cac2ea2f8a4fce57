"""Whether the LDAP server takes a connection."""

import re
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.connection import connection
from support_packet_diagnostics.probes.outcome import Probe, ProbeError

SECONDS = 3
_SCHEME = re.compile(r"ldaps?://", re.IGNORECASE)


def directory_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the LDAP server, `None` where the server uses none."""
    config = mattermost.config
    if not (config.flag("LdapSettings.Enable") or config.flag("LdapSettings.EnableSync")):
        return None
    host = _SCHEME.sub("", config.text("LdapSettings.LdapServer").strip()).strip("[]/")
    port = config.number("LdapSettings.LdapPort")
    return lambda: connect(host, port)


def connect(host: str, port: int) -> dict[str, Any]:
    """Connect, and no more: what the server says of itself is in `support_packet.yaml`."""
    if not host or not port:
        raise ProbeError("LdapServer or LdapPort of LdapSettings is not set.")
    with connection(host, port, SECONDS):
        return {}
