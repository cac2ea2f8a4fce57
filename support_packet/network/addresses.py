"""Hosts, networks and addresses as the operator's settings name them."""

import re
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TypeAlias

DNS = "dns+"
"""Before a name in `SUPPORT_PACKET_NODES` each of whose addresses is a node."""

Network: TypeAlias = IPv4Network | IPv6Network

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}")
_MAX_PORT = 65535


def listed(text: str) -> list[str]:
    """Return the words of a list, which commas or spaces separate."""
    return re.findall(r"[^,\s]+", text)


def parse_hosts(text: str) -> frozenset[str]:
    """Return the host names and addresses in `text`; `ValueError` for anything else, or a port."""
    hosts = frozenset(listed(text))
    if bad := sorted(host for host in hosts if not is_host(host.removeprefix(DNS))):
        raise ValueError(
            f"contains {bad[0]!r}, which is not a host name or an address. Write neither https:// "
            "nor a port here: all nodes have those of SUPPORT_PACKET_NODE_URL"
        )
    return hosts


def parse_networks(text: str) -> frozenset[Network]:
    """Return the networks and addresses in `text`; `ValueError` for anything else."""
    try:
        return frozenset(ip_network(part, strict=False) for part in listed(text))
    except ValueError as error:
        raise ValueError(f"must be addresses and networks such as 172.18.0.0/16: {error}") from None


def parse_node_url(text: str) -> str:
    """Return a URL with the place of a host name in it; `ValueError` for anything else."""
    found = re.fullmatch(r"https?://\{hostname\}(?::([0-9]{1,5}))?(/[A-Za-z0-9._~/-]*)?", text)
    if found is None:
        raise ValueError("must look like https://{hostname}:8066, with {hostname} as it is here")
    if found[1] and not 1 <= int(found[1]) <= _MAX_PORT:
        raise ValueError(
            f"has the port {found[1]}, but ports are 1 to {_MAX_PORT}. Write the one that the "
            "option --bind has on the other nodes, for example https://{hostname}:8066"
        )
    return text


def parse_address(text: str) -> str:
    """Return an address to listen on; `ValueError` for anything else."""
    found = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})", text)
    if found is None:
        raise ValueError("must be HOST:PORT, for example 127.0.0.1:9066 or [::1]:9066")
    if int(found[1]) > _MAX_PORT:
        raise ValueError(f"has the port {found[1]}, but the highest one is {_MAX_PORT}")
    return text


def is_ipv6(text: str) -> bool:
    """Return whether `text` is an address of IPv6 that also another node can use."""
    try:
        # Another node would have to know the interfaces of this one.
        return IPv6Address(text).scope_id is None
    except ValueError:
        return False


def is_host(text: str) -> bool:
    """Return whether `text` may be the name of a host, or is such an address of IPv6."""
    return bool(_NAME.fullmatch(text)) or is_ipv6(text)
