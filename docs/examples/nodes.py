"""The server log of every other node of the cluster, in a folder for each."""

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
            seconds=90,
        )
        for node in mattermost.nodes()
    ]
