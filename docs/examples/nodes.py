"""The server log of every node of the cluster, in a folder for each."""

from functools import partial

from support_packet import Mattermost, PacketFolder, Request, fetch_packet, hookimpl


@hookimpl
def packet_files(mattermost: Mattermost, request: Request) -> list[PacketFolder]:
    if request.hops:  # another node asks
        return []
    return [
        PacketFolder(
            f"my-package/{node.hostname}",
            partial(fetch_packet, node, only=["mattermost.log"], seconds=60),
            title="Log of another node",
            description="The server log, from support-packet on that node.",
            seconds=90,
            reads=("ClusterDiscovery",),
        )
        for node in mattermost.nodes()
    ]
