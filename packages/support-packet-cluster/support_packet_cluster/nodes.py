"""The files of all other nodes of the cluster, in a folder for each, and a list of the nodes."""

import time
from collections.abc import Iterator
from functools import partial

from support_packet import (
    N_,
    CollectError,
    Mattermost,
    PackageSettings,
    PacketFile,
    PacketFolder,
    PacketOption,
    PacketSetting,
    Request,
    dump_yaml,
    hookimpl,
    warn,
)

from support_packet_cluster._about import NAME, about_this_node, node_yaml
from support_packet_cluster._received import NodeFiles
from support_packet_cluster._states import responding, states_of
from support_packet_cluster._targets import (
    ALL,
    NONE,
    OWN_FOLDER,
    Target,
    find_targets,
)

GROUP = N_("Other nodes of the cluster")
MAX_PARALLEL = 2
SECONDS = 60.0
_AFTER_OWN_FILES = 2000
_AS_LONG_AS_IT_TAKES = 24 * 60 * 60.0
"""The limit is that of the node, which costs nothing but its own part."""

_UNKNOWN = N_("The other nodes of the cluster are unknown. %(reason)s")
_SILENT = N_(
    "%(node)s is not asked: it last reported to Mattermost %(minutes)s minutes ago, by its own "
    "clock. It has stopped, or the clocks of the nodes differ."
)
_LISTED = N_(
    "Its logs, server information and plugins. It reported to Mattermost %(seconds)s seconds ago."
)
_NAMED = N_("Its logs, server information and plugins. SUPPORT_PACKET_NODES names it.")


@hookimpl
def packet_settings() -> PacketSetting:
    """Declare how long a node may keep the packet waiting."""
    return PacketSetting(
        "seconds",
        SECONDS,
        kind=float,
        description="For how many seconds one node may keep the packet waiting, altogether.",
    )


@hookimpl
def packet_options(mattermost: Mattermost) -> list[PacketOption]:
    """Offer the choice of one node, or none, where there are others."""
    targets = find_targets(mattermost).nodes
    if not targets:
        return []
    choices = {ALL: N_("All nodes"), NONE: N_("Only this node")}
    choices |= {target.folder: target.folder for target in targets}
    return [PacketOption("node", choices, title=GROUP, default=ALL)]


@hookimpl
def packet_files(
    mattermost: Mattermost, settings: PackageSettings, request: Request
) -> Iterator[PacketFile | PacketFolder]:
    """Declare the list of the nodes, and a folder for each; for another node, which one this is."""
    if request.hops:
        yield PacketFile(f"{OWN_FOLDER}/{NAME}", node_yaml, title=NAME, order=0)
        return
    targets = find_targets(mattermost)
    if targets.problem and mattermost.config.flag("ClusterSettings.Enable"):
        warn(_UNKNOWN, reason=str(targets.problem))
    for hostname, last_ping_at in targets.silent.items():
        warn(_SILENT, node=hostname, minutes=_seconds_since(last_ping_at) // 60)
    if not targets.nodes:
        return
    yield PacketFile(
        f"{OWN_FOLDER}/nodes.yaml",
        lambda: nodes_yaml(mattermost),
        title=N_("Nodes"),
        description=N_("The state of each node, and in which folder its files are"),
        group=GROUP,
        order=_AFTER_OWN_FILES - 1,
        preview=False,
        reads=("ClusterDiscovery",),
    )
    chosen = request.option("node")
    for target in targets.nodes:
        if chosen in (ALL, target.folder):
            yield _folder(mattermost, target, max(settings["seconds"], 1.0))


def nodes_yaml(mattermost: Mattermost) -> str:
    """Return what is known of each node; the files of this one are not in a folder."""
    states = states_of(mattermost)
    others = {}
    targets = find_targets(mattermost)
    for target in targets.nodes:
        state = states[target.hostname]
        known: dict[str, object] = {"folder": target.folder, "last_ping_at": target.last_ping_at}
        if isinstance(state, CollectError):
            known["state"] = str(state.message)
        else:
            ahead = state.clock_ahead
            known["state"] = "responds"
            known["clock_ahead_seconds"] = None if ahead is None else round(ahead.total_seconds())
        others[target.hostname] = known
    return dump_yaml(
        {
            "this_node": about_this_node(),
            "other_nodes": others,
            "not_asked": {
                hostname: {"last_ping_at": ping} for hostname, ping in targets.silent.items()
            },
        }
    )


def _folder(mattermost: Mattermost, target: Target, seconds: float) -> PacketFolder:
    return PacketFolder(
        target.folder,
        NodeFiles(mattermost, target, seconds),
        title=N_("Node %(node)s"),
        description=_NAMED if target.last_ping_at is None else _LISTED,
        values={"node": target.hostname, "seconds": str(_seconds_since(target.last_ping_at or 0))},
        group=GROUP,
        order=_AFTER_OWN_FILES,
        seconds=_AS_LONG_AS_IT_TAKES,
        preview=partial(_check, mattermost, target),
        reads=("ClusterDiscovery",),
        max_parallel=MAX_PARALLEL,
    )


def _check(mattermost: Mattermost, target: Target) -> None:
    """Raise `CollectError` for a node that has no packet to give."""
    responding(mattermost, target)


def _seconds_since(milliseconds: int) -> int:
    return max(0, round(time.time() - milliseconds / 1000))
