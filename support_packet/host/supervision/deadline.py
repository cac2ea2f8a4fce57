"""How long a packet may take, and whether anybody still waits for it."""

import errno
from collections.abc import Callable
from time import monotonic


class Deadline:
    """The end of a packet's time, `seconds` from now, or earlier when nobody wants it any more.

    `gone` is asked a few times a second, from any thread, while the host waits for a package.
    """

    def __init__(self, seconds: float, gone: Callable[[], bool] = lambda: False) -> None:
        self.until = monotonic() + seconds
        self._gone = gone
        self._closed = False

    @property
    def expired(self) -> bool:
        """Whether the packet's time is over."""
        return monotonic() >= self.until

    def close(self) -> None:
        """End all waiting for this packet."""
        self._closed = True

    def raise_if_cancelled(self) -> None:
        """Raise `BrokenPipeError` when nobody waits for the packet any more."""
        if self._closed or self._gone():
            raise BrokenPipeError(errno.EPIPE, "nobody waits for this packet any more")
