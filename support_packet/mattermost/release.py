"""Which release a server is: from the line that it logs at its start, or from its own answers."""

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from support_packet.mattermost.configuration.config import Config
from support_packet.network.clients import client_tls_context, shut_down_after

# As in: Current version is 5.37.0 (5.37.1/Thu Jul 15 18:12:01 UTC 2021/<hash>/<another hash>)
START = re.compile(
    rb"Current version is (?P<version>[0-9.]+[\w.-]*) "
    rb"\((?P<number>[\w.-]*)/[^/()]{0,60}/(?P<hash>[\w]*)/"
)
_RELEASE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+[\w.-]*")
# As in: 11.10.0.11.10.1.<hash of the configuration>.true
_HEADER = re.compile(
    r"(?P<version>[0-9]+\.[0-9]+\.[0-9]+)\.(?P<number>[\w.-]*)\.[0-9a-f]*\.(?:true|false)"
)
_ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]:]*)):(?P<port>[0-9]{1,5})")
_ANY = ("", "0.0.0.0", "::")  # noqa: S104 -- where a server listens, not this program


@dataclass(frozen=True)
class Release:
    """A release, such as `9.5.1`, and its build: number and hash of its commit, where known."""

    version: str
    build_number: str = ""
    build_hash: str = ""

    @property
    def build(self) -> str:
        """The number and the hash, with a slash between them where both are known."""
        return "/".join(filter(None, (self.build_number, self.build_hash)))


def release_in(blocks: Iterable[bytes]) -> Release | None:
    """Return what the last start in a log's blocks of whole lines says, None if there is none."""
    newest = None
    for block in blocks:
        for found in START.finditer(block):
            newest = found
    return _release(newest) if newest else None


def release_of_running(config: Config, timeout: float) -> Release | None:
    """Ask the server at its own listen address; None if it does not respond, or not as a server.

    Only the header of an answer that needs no login counts; `timeout` limits all of it, in seconds.
    """
    address = _ADDRESS.fullmatch(config.text("ServiceSettings.ListenAddress"))
    if address is None:
        return None
    host = address["v6"] or address["host"]
    is_tls = config.text("ServiceSettings.ConnectionSecurity").upper() == "TLS"
    site = urlsplit(config.text("ServiceSettings.SiteURL")).path.rstrip("/")
    target = quote(site) + "/api/v4/system/ping"
    return _asked(_connection(host, int(address["port"]), timeout, is_tls=is_tls), target, timeout)


def _connection(host: str, port: int, timeout: float, *, is_tls: bool) -> HTTPConnection:
    name = "127.0.0.1" if host in _ANY else host
    if not is_tls:
        return HTTPConnection(name, port, timeout=timeout)
    # Its certificate is for its public name; nothing secret is sent, and only a version believed.
    context = client_tls_context(verify=False)
    return HTTPSConnection(name, port, timeout=timeout, context=context)


def _asked(connection: HTTPConnection, target: str, timeout: float) -> Release | None:
    try:
        with closing(connection), shut_down_after(timeout, lambda: connection.sock):
            connection.request("GET", target)
            with connection.getresponse() as response:
                header = response.getheader("X-Version-Id") or ""
    except (OSError, HTTPException, ValueError):
        return None
    found = _HEADER.fullmatch(header)
    if not found:
        return None
    return Release(_version(found["version"], found["number"]), found["number"])


def _release(start: re.Match[bytes]) -> Release:
    version, number, build_hash = (
        start[name].decode(errors="replace") for name in ("version", "number", "hash")
    )
    return Release(_version(version, number), number, build_hash)


def _version(version: str, number: str) -> str:
    # Of a release with a fix, only the build number has the last figure.
    return number if _RELEASE.fullmatch(number) else version
