"""How long a packet may take, and whether its client is still waiting for it."""

import errno
from collections.abc import Callable
from time import monotonic


class Deadline:
    """The end of a packet's time, `seconds` from now, or earlier when its client has left.

    `gone` says whether it has. It is called a few times a second, from any thread, while the host
    waits for a package.
    """

    def __init__(self, seconds: float, gone: Callable[[], bool] = lambda: False) -> None:
        self.until = monotonic() + seconds
        self._gone = gone
        self._closed = False

    @property
    def expired(self) -> bool:
        """Whether the packet's time is over."""
        return monotonic() >= self.until

    def shorten(self, seconds: float) -> None:
        """Let the packet's time end in `seconds`, if it does not end before."""
        self.until = min(self.until, monotonic() + seconds)

    def close(self) -> None:
        """End all waiting for this packet."""
        self._closed = True

    def raise_if_cancelled(self) -> None:
        """Raise `BrokenPipeError` if the packet was closed or its client has left."""
        if self._closed or self._gone():
            raise BrokenPipeError(errno.EPIPE, "the client no longer waits for this packet")
