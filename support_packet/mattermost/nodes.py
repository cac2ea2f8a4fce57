"""The nodes of a cluster, as they register in the database."""

import platform
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address
from typing import Any

from support_packet.mattermost.configuration.config import Config
from support_packet.values.row import Row

_TYPE = "mattermost_app"
OFFLINE_AFTER_MINUTES = 30
"""How long a node that no longer reports still counts as online for the server."""
_MINUTE = 60 * 1000

NODES = (
    "SELECT Hostname, ClusterName, GossipPort, Port, CreateAt, LastPingAt FROM ClusterDiscovery "
    "WHERE Type = :type AND ClusterName = :cluster AND LastPingAt > :since ORDER BY Hostname, Port"
)


@dataclass(frozen=True)
class Node:
    """A node of the cluster; times are milliseconds since 1970.

    `hostname` is a name or an address, at which the node itself says it can be reached.
    """

    hostname: str
    cluster_name: str
    gossip_port: int
    port: int
    created_at: int
    last_ping_at: int

    @classmethod
    def of(cls, row: Row) -> "Node":
        """Return the node that a row of `NODES` describes."""
        return cls(*row)


def node_parameters(cluster: str, now: int, minutes: int) -> dict[str, Any]:
    """Return the parameters of `NODES` for those that reported in the last `minutes` before `now`.

    A node reports the time of its own clock, `now` is that of this one.
    """
    return {"type": _TYPE, "cluster": cluster, "since": now - minutes * _MINUTE}


def is_this_node(node: Node, config: Config) -> bool:
    """Return whether the server that `config` configures, on this machine, registered `node`.

    A server registers the name that `ClusterSettings` gives it, else an address of its machine
    or the machine's name. Servers of one machine differ by their ports.
    """
    if node.gossip_port != config.number("ClusterSettings.GossipPort"):
        return False
    given = config.text("ClusterSettings.OverrideHostname")
    if not given and config.flag("ClusterSettings.UseIpAddress"):
        given = config.text("ClusterSettings.AdvertiseAddress")
    if given:
        return node.hostname.casefold() == given.casefold()
    return node.hostname.casefold() == platform.node().casefold() or is_own_address(node.hostname)


def is_own_address(text: str) -> bool:
    """Return whether `text` is an address of this machine that others can reach."""
    try:
        address = ip_address(text)
        # A server never chooses one of these by itself.
        if address.is_loopback or address.is_unspecified:
            return False
        family = socket.AF_INET if isinstance(address, IPv4Address) else socket.AF_INET6
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            # Sends nothing; the system refuses addresses that are not its own.
            probe.bind((text, 0))
    except (ValueError, OSError):
        return False
    return True
