"""What is kept of the output of a command, however much it writes."""


class Output:
    """The first `most` bytes, or with `newest` the last whole lines that fit into `most` bytes."""

    def __init__(self, most: int, *, newest: bool = False) -> None:
        self.newest = newest
        self.is_cut = False
        self._most = most
        self._kept = bytearray()

    @property
    def full(self) -> bool:
        """Whether nothing that comes would be kept, of output that has more."""
        return self.is_cut and not self.newest

    def add(self, block: bytes) -> None:
        """Take what the command has written next."""
        if self.full:
            return
        self._kept += block
        self.is_cut = self.is_cut or len(self._kept) > self._most
        # Not at each block: moving all that is kept takes time.
        if self.newest and len(self._kept) > 2 * self._most:
            del self._kept[: -self._most]

    def content(self) -> bytes:
        """Return what is kept."""
        if not self.is_cut:
            return bytes(self._kept)
        if not self.newest:
            return bytes(self._kept[: self._most])
        begun, _, lines = self._kept[-self._most :].partition(b"\n")
        return bytes(lines or begun)
