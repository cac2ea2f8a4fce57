"""The nodes of a cluster, as they register in the database."""

from dataclasses import dataclass
from typing import Any

from support_packet.row import Row

_TYPE = "mattermost_app"
_OFFLINE_AFTER = 30 * 60 * 1000

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


def live_parameters(cluster: str, now: int) -> dict[str, Any]:
    """Return the parameters of `NODES` for the nodes that count as online at the time `now`."""
    return {"type": _TYPE, "cluster": cluster, "since": now - _OFFLINE_AFTER}
