"""How collectors get at other nodes, and in which order the nodes have their turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from support_packet.host.nodes.room import Place
from support_packet.node_packets import Nodes, current_nodes

_numbers = count()
_turn: ContextVar[int] = ContextVar("_turn", default=0)


@contextmanager
def reaching_nodes(nodes: Nodes) -> Iterator[None]:
    """Within this block, collectors whose calls begin here reach other nodes through `nodes`.

    Those of the first block have the first turn.
    """
    before, turn = current_nodes.set(nodes), _turn.set(next(_numbers))
    try:
        yield
    finally:
        current_nodes.reset(before)
        _turn.reset(turn)


def next_place() -> Place:
    """Return the place of a node that the current call asks, after those that it has asked."""
    return _turn.get(), next(_numbers)
