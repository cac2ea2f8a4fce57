"""The server log of every other node of the cluster, in a folder for each, two at a time."""

from functools import partial

from support_packet import (
    Mattermost,
    NodeState,
    PacketFolder,
    Request,
    check_node,
    configured_nodes,
    fetch_packet,
    hookimpl,
    warn,
)


def look(hostname: str) -> None:
    """Raise `CollectError` for a node that has no packet to give."""
    state: NodeState = check_node(hostname)
    if state.clock_ahead:
        warn("Its clock differs by %(seconds)s.", seconds=state.clock_ahead)


@hookimpl
def packet_files(mattermost: Mattermost, request: Request) -> list[PacketFolder]:
    if request.hops:  # another node asks
        return []
    listed = [node.hostname for node in mattermost.nodes()]
    only, exclude = ["mattermost.log"], ["notifications.log"]
    return [
        PacketFolder(
            f"my-package/{hostname}",
            partial(fetch_packet, hostname, only=only, exclude=exclude, seconds=60),
            title="Log of another node",
            description="The server log, from support-packet on that node.",
            seconds=90,
            preview=partial(look, hostname),
            reads=("ClusterDiscovery",),
            max_parallel=2,
        )
        for hostname in [*listed, *configured_nodes()]
    ]
