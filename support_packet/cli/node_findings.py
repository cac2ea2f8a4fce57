"""Which other nodes of the cluster respond, for `support-packet check --cluster`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.errors import CollectError, DatabaseError
from support_packet.host.nodes.access import NodeAccess
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

_PACKAGE = "support-packet-cluster"
_MAX_CHECKS = 32
"""At the same time; they are short."""


def examine_nodes(mattermost: Mattermost, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each other node, by its name, after all of them were asked."""
    access = NodeAccess(settings, mattermost, Deadline(settings.packet_timeout))
    configured = access.configured_nodes
    for problem in configured.problems:
        yield missing("nodes", f"{problem}")
    try:
        names = {node.hostname for node in mattermost.nodes()} | {*configured.names}
    except DatabaseError as error:
        yield missing("nodes", f"The other nodes of the cluster are unknown. {error}")
        return
    if not names and not configured.problems:
        yield note(
            "nodes",
            "no other node is known: none is alive in Mattermost's table ClusterDiscovery, "
            "and SUPPORT_PACKET_NODES names none",
        )
        return
    with ThreadPoolExecutor(_MAX_CHECKS) as pool:
        yield from pool.map(lambda name: _examine(access, name), sorted(names))
    try:
        distribution(_PACKAGE)
    except PackageNotFoundError:
        yield note("nodes", f"{_PACKAGE} is not installed: packets have this node's files only")


def _examine(access: NodeAccess, name: str) -> Finding:
    try:
        ahead = access.check(name).clock_ahead
    except CollectError as error:
        return missing(f"node {name}", f"{error}")
    seconds = round(ahead.total_seconds()) if ahead else 0
    if not seconds:
        return ok(f"node {name}", "responds")
    direction = "ahead of" if seconds > 0 else "behind"
    return ok(f"node {name}", f"responds; its clock is {abs(seconds)} s {direction} this node's")
