"""Which release of Mattermost this is: a running server says so without a login."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from support_packet import DatabaseError, Mattermost

from support_packet_diagnostics.probes.outcome import ProbeError
from support_packet_diagnostics.probes.web import get, read

SECONDS = 2
_LISTENING = re.compile(r"(?P<host>.*):(?P<port>[0-9]+|https?)")
_EVERYWHERE = ("", "0.0.0.0", "[::]", "*")  # noqa: S104 -- compared, not bound
_PORTS = {"http": "80", "https": "443"}
_RELEASE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_HASH = re.compile(r"[0-9a-f]{7,64}")


@dataclass(frozen=True)
class Release:
    """A release of the server, and the commit that it was built from, empty if not known."""

    version: str
    build_hash: str


def running_release(mattermost: Mattermost) -> Release | None:
    """Return what the server on this machine says it is, `None` while it does not respond."""
    url = config_url(
        mattermost.config.text("ServiceSettings.ListenAddress"),
        mattermost.config.text("ServiceSettings.SiteURL"),
        tls=mattermost.config.text("ServiceSettings.ConnectionSecurity").upper() == "TLS",
    )
    if not url:
        return None
    try:
        # Its certificate names the public address, not this one; all that is read is a version.
        with get(url, SECONDS, verify=False) as response:
            return release_of(response.headers.get("x-version-id", ""), read(response))
    except ProbeError:
        return None


def config_url(listen_address: str, site_url: str, *, tls: bool) -> str | None:
    """Return where the server on this machine can be asked; `None` for an address of another kind.

    A server whose site URL has a path serves everything below that path. What is asked for is the
    part of the configuration that the login page needs.
    """
    address = local_address(listen_address or ":8065")
    path = urlsplit(site_url).path.rstrip("/")
    scheme = "https" if tls else "http"
    return f"{scheme}://{address}{path}/api/v4/config/client?format=old" if address else None


def local_address(listen_address: str) -> str | None:
    """Return where on this machine to find who listens at `listen_address`, such as `:8065`."""
    listening = _LISTENING.fullmatch(listen_address.strip())
    if not listening:
        return None
    host = "127.0.0.1" if listening["host"] in _EVERYWHERE else listening["host"]
    return f"{host}:{_PORTS.get(listening['port'], listening['port'])}"


def release_of(version_id: str, body: bytes) -> Release | None:
    """Return what a response says: its header `X-Version-Id` begins with the version.

    What follows it there is a hash of the configuration, not of the build.
    """
    version = _RELEASE.match(version_id)
    try:
        document: Any = json.loads(body)
    except (ValueError, RecursionError):
        document = {}
    commit = str(document.get("BuildHash", "")) if isinstance(document, dict) else ""
    build_hash = commit if _HASH.fullmatch(commit) else ""
    return Release(version[0], build_hash) if version else None


def known_release(mattermost: Mattermost) -> Release | None:
    """Return the release, `None` if it cannot be found out.

    The running server counts first, then the newest start in its log. Releases before 6.0 have
    their version in the database, too, as that of the schema.
    """
    if running := running_release(mattermost):
        return running
    server = mattermost.server
    if server.version:
        return Release(server.version, server.build_hash or "")
    try:
        schema = server.schema_version or ""
    except DatabaseError:  # The files that need the database report this.
        return None
    return Release(schema, "") if _RELEASE.fullmatch(schema) else None
