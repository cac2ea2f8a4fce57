"""The state of all nodes, asked once for a request and all at the same time."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from support_packet import CollectError, Mattermost, NodeState, check_node

from support_packet_cluster._targets import Target, find_targets

MAX_CHECKS = 32
"""At the same time; they are short."""

State = NodeState | CollectError


def states_of(mattermost: Mattermost) -> Mapping[str, State]:
    """Return the state of each node by its name, or why no packet can be had from there."""
    return mattermost.once("states", lambda: _check_all(find_targets(mattermost).nodes))


def responding(mattermost: Mattermost, target: Target) -> NodeState:
    """Return the state of a node that can be asked for a packet; `CollectError` for another."""
    state = states_of(mattermost)[target.hostname]
    if isinstance(state, CollectError):
        raise CollectError(state.message, remedy=state.remedy)
    return state


def _check_all(targets: Iterable[Target]) -> dict[str, State]:
    hostnames = [target.hostname for target in targets]
    # Which nodes may be asked, and by whom, is known in this thread only.
    contexts = [copy_context() for _ in hostnames]
    with ThreadPoolExecutor(MAX_CHECKS) as pool:
        found = pool.map(lambda context, name: context.run(_check, name), contexts, hostnames)
        return dict(zip(hostnames, found, strict=True))


def _check(hostname: str) -> State:
    try:
        return check_node(hostname)
    except CollectError as error:
        return error
