"""The other nodes of the cluster, each with the folder that its files get."""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from support_packet import DatabaseError, Mattermost, as_file_name, configured_nodes

OWN_FOLDER = "cluster"
ALL = "all"
NONE = "none"

_ONLINE_MILLISECONDS = 30 * 60 * 1000
"""How long Mattermost counts a node as online, by the clock of the one that asks."""
_REMEMBERED_MINUTES = 24 * 60
"""How long a node that is not online is mentioned."""

_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class Target:
    """A node to ask; `last_ping_at`, in milliseconds since 1970, only where Mattermost lists it."""

    hostname: str
    folder: str
    last_ping_at: int | None = None


@dataclass(frozen=True)
class Targets:
    """All nodes to ask, in a fixed order; `problem` is why those of Mattermost are unknown.

    `silent` has the times, in milliseconds since 1970, at which other nodes reported last, by their
    own clocks: too long ago to be asked.
    """

    nodes: Sequence[Target]
    silent: Mapping[str, int]
    problem: DatabaseError | None = None


def find_targets(mattermost: Mattermost) -> Targets:
    """Return the nodes that Mattermost lists, and those that the operator names."""
    return mattermost.once("targets", lambda: _find(mattermost))


def _find(mattermost: Mattermost) -> Targets:
    pings: dict[str, int | None] = dict.fromkeys(configured_nodes())
    silent: dict[str, int] = {}
    problem = None
    online = time.time() * 1000 - _ONLINE_MILLISECONDS
    try:
        for node in mattermost.nodes(minutes=_REMEMBERED_MINUTES):
            known = pings if node.last_ping_at > online else silent
            # A node that crashed and came back has two rows for a while.
            known[node.hostname] = max(node.last_ping_at, known.get(node.hostname) or 0)
    except DatabaseError as error:
        problem = error
    hostnames = sorted(pings)
    folders = folders_of(hostnames)
    nodes = [
        Target(hostname, folder, pings[hostname])
        for hostname, folder in zip(hostnames, folders, strict=True)
    ]
    unasked = {name: ping for name, ping in silent.items() if name not in pings}
    return Targets(nodes, unasked, problem)


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
