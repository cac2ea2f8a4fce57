"""How collectors reach other nodes."""

from collections.abc import Iterator
from contextlib import contextmanager

from support_packet.collecting.node_packets import Nodes, current_nodes


@contextmanager
def reaching_nodes(nodes: Nodes) -> Iterator[None]:
    """Within this block, collectors whose calls begin here reach other nodes through `nodes`."""
    before = current_nodes.set(nodes)
    try:
        yield
    finally:
        current_nodes.reset(before)
