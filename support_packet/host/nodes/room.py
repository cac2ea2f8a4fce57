"""How much of what nodes send may wait in memory, and of which of them."""

import threading
from dataclasses import dataclass
from time import monotonic

Place = tuple[int, int]
"""The order in which nodes have their turns."""

MAX_BYTES = 32 * 2**20
"""Of all nodes that are asked at the same time, compressed: the log of some hundred megabytes."""

_MIN_BYTES = 2**18
"""What one node may have in any case, so that the one whose turn it is goes on."""

_BEGUN_BYTES = 2**21
"""More than what a collection takes before its turn: whoever took more has its turn."""

_MOMENT = 0.05


@dataclass
class _Node:
    """What is kept of one node, and was taken of it, in bytes.

    `left` is the least that was kept since its turn began, `waited` for how many seconds it was
    waited for since then.
    """

    left: int
    kept: int = 0
    taken: int = 0
    waited: float = 0.0


class Room:
    """How much may wait in memory for one packet, whichever nodes it comes from.

    Memory is used where it saves time. The first of the nodes may have half of the room until its
    turn, and then no more than is left of that. The next one has more than the minimum for the time
    in which the first one had its turn and was waited for, instead of this program.
    """

    def __init__(
        self,
        max_bytes: int = MAX_BYTES,
        min_bytes: int = _MIN_BYTES,
        begun_bytes: int = _BEGUN_BYTES,
        bytes_per_second: int = MAX_BYTES,
    ) -> None:
        self.change = threading.Condition()
        self._max_bytes = max_bytes
        self._min_bytes = min_bytes
        self._begun_bytes = begun_bytes
        self._bytes_per_second = bytes_per_second
        self._nodes: dict[Place, _Node] = {}

    def enter(self, place: Place) -> None:
        """Begin to count what is kept of the node that has its turn at `place`."""
        with self.change:
            self._nodes[place] = _Node(left=self._max_bytes // 2)

    def leave(self, place: Place) -> None:
        """Let those behind `place` move up; nothing is kept for it any more."""
        with self.change:
            self._nodes.pop(place, None)
            self.change.notify_all()

    def has_more(self, place: Place) -> bool:
        """Return whether more may be kept for `place`."""
        node = self._nodes[place]
        if node.kept < self._min_bytes:
            return True
        if sum(each.kept for each in self._nodes.values()) >= self._max_bytes:
            return False
        first = self._nodes[min(self._nodes)]
        limit = node.left if node is first else first.waited * self._bytes_per_second
        return node.kept < limit

    def add(self, place: Place, count: int) -> None:
        """Count bytes that have come for `place`, or gone; wakes who waits for either."""
        node = self._nodes[place]
        node.kept += count
        node.taken -= min(count, 0)
        if node.taken > self._begun_bytes:
            node.left = min(node.left, node.kept)
        self.change.notify_all()

    def wait(self, place: Place) -> None:
        """Wait a moment for something of the node at `place`."""
        began = monotonic()
        self.change.wait(_MOMENT)
        node = self._nodes.get(place)
        if node and node.taken > self._begun_bytes:
            node.waited += monotonic() - began
            self.change.notify_all()
