"""The ids of Mattermost's plugins, and what is wrong with any of them."""

from support_packet import CollectError, Mattermost, PacketFile, dump_yaml, hookimpl, warn


def collect(mattermost: Mattermost) -> str:
    manifests = mattermost.manifests
    if manifests.error:
        raise CollectError(manifests.error)
    for problem in manifests.problems:
        warn(problem)
    return dump_yaml(
        {
            "active": {each.id: each.document.get("version") for each in manifests.active},
            "inactive": [each.id for each in manifests.inactive],
        }
    )


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    return PacketFile("my-package/plugins.yaml", lambda: collect(mattermost))
