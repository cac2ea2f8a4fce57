"""The last check where two blocks of a content meet."""

from support_packet.redaction.last_gate import Gate


class Edges:
    """Checks the blocks of one content, in their order, for values that two of them show together.

    Without a `gate`, and where no known value has several lines, all pass.
    """

    def __init__(self, gate: Gate | None) -> None:
        self.size = gate.edge if gate else 0
        self._gate = gate
        self._before = b""

    def passes(self, head: bytes, tail: bytes) -> bool:
        """Return whether the next block may be sent; `size` bytes of both its ends are enough."""
        if self._gate is None or not self.size:
            return True
        passed = not self._before or self._gate.passes(self._before + head[: self.size])
        self._before = (self._before + tail)[-self.size :] if passed else b""
        return passed
