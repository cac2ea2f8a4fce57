"""The other nodes of the cluster, each with the folder that its files get."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from support_packet import DatabaseError, Mattermost, as_file_name, configured_nodes

OWN_FOLDER = "cluster"
ALL = "all"
NONE = "none"

_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class Target:
    """A node to ask; `last_ping_at`, in milliseconds since 1970, only where Mattermost lists it."""

    hostname: str
    folder: str
    last_ping_at: int | None = None


@dataclass(frozen=True)
class Targets:
    """All nodes to ask, in a fixed order; `problem` is why those of Mattermost are unknown."""

    nodes: Sequence[Target]
    problem: DatabaseError | None = None


def find_targets(mattermost: Mattermost) -> Targets:
    """Return the nodes that Mattermost lists, and those that the operator names."""
    return mattermost.once("targets", lambda: _find(mattermost))


def _find(mattermost: Mattermost) -> Targets:
    pings: dict[str, int | None] = dict.fromkeys(configured_nodes())
    problem = None
    try:
        for node in mattermost.nodes():
            # A node that crashed and came back has two rows for a while.
            pings[node.hostname] = max(node.last_ping_at, pings.get(node.hostname) or 0)
    except DatabaseError as error:
        problem = error
    hostnames = sorted(pings)
    folders = folders_of(hostnames)
    nodes = [
        Target(hostname, folder, pings[hostname])
        for hostname, folder in zip(hostnames, folders, strict=True)
    ]
    return Targets(nodes, problem)


def folders_of(hostnames: Iterable[str]) -> list[str]:
    """Return a folder for each, which can also be named in an address; none of them twice."""
    taken = {OWN_FOLDER, ALL, NONE}
    folders = []
    for hostname in hostnames:
        name = _NOT_IN_ADDRESS.sub("_", as_file_name(hostname))[-80:].strip(".") or "_"
        folder, number = name, 1
        while folder.casefold() in taken:
            number += 1
            folder = f"{name}-{number}"
        taken.add(folder.casefold())
        folders.append(folder)
    return folders
