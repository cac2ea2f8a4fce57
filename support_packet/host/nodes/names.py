"""The nodes that the operator names, and the address of the program on a node."""

import platform
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult

from support_packet.errors import CollectError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.mattermost.nodes import is_own_address
from support_packet.network.addresses import DNS, is_host, is_ipv6
from support_packet.network.http_failures import failed
from support_packet.network.http_request import split_url
from support_packet.settings import Settings
from support_packet.values.message import N_

_MAX_NAME = 255

_NO_ADDRESS = N_("%(name)s, which SUPPORT_PACKET_NODES names, has no address: %(reason)s.")


@dataclass(frozen=True)
class ConfiguredNodes:
    """The nodes that the operator names, sorted, without this one, and the names without any."""

    names: Sequence[str] = ()
    problems: Sequence[CollectError] = ()


def configured_nodes(settings: Settings) -> ConfiguredNodes:
    """Return the nodes of `settings`, as they are now."""
    if not settings.nodes:
        return ConfiguredNodes()
    problems = []
    own = {name.casefold() for name in (platform.node(), socket.getfqdn())}
    plain = {name for name in settings.nodes if not name.startswith(DNS)}
    found = {name for name in plain if not _is_own(name, own)}
    for name in settings.nodes - plain:
        plain_name = name.removeprefix(DNS)
        try:
            addresses = _addresses_of(plain_name, settings.network_timeout)
        except (OSError, UnicodeError) as error:
            problems.append(CollectError(_NO_ADDRESS, name=plain_name, reason=_reason(error)))
            continue
        found.update(address for address in addresses if not is_own_address(address))
    return ConfiguredNodes(sorted(found), problems)


def program_url(settings: Settings, hostname: str, path: str) -> SplitResult:
    """Return where the program on a node answers `path`; `CollectError` for what is not a name."""
    if not is_host(hostname):
        raise failed(repr(hostname[:_MAX_NAME]), socket.gaierror(0, "not a host name"))
    host = f"[{hostname}]" if is_ipv6(hostname) else hostname
    return split_url(settings.node_url.replace("{hostname}", host).rstrip("/") + path)


UNKNOWN_NODE = N_(
    "%(node)s is not asked: it is neither a live node in Mattermost's table ClusterDiscovery nor "
    "in SUPPORT_PACKET_NODES."
)


def _reason(error: Exception) -> str:
    if isinstance(error, NoAnswerError):
        return "no name server responded"
    return (getattr(error, "strerror", None) or "invalid name").rstrip(".")


def _addresses_of(name: str, seconds: float) -> set[str]:
    """Return the addresses of one family: a node may have one of each."""
    found = read_within(
        seconds,
        # A name server may be silent like a mount.
        Path(DNS + name),
        lambda: socket.getaddrinfo(name, None, type=socket.SOCK_STREAM),
    )
    addresses: dict[int, set[str]] = {socket.AF_INET: set()}
    for family, *_, address in found:
        addresses.setdefault(family, set()).add(str(address[0]))
    return max(addresses.values(), key=len)


def _is_own(name: str, own: set[str]) -> bool:
    folded = name.casefold()
    # As in the pods of a StatefulSet, whose full names have more parts than others use.
    is_short = any(each.startswith(f"{folded}.") for each in own)
    return folded in own or is_short or is_own_address(name)
