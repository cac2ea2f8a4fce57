"""How long a packet may take, and whether its client is still waiting for it."""

import errno
from collections.abc import Callable
from time import monotonic

from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_STOPPED = Reason(
    Message(N_("The program was stopped or restarted while this packet was made.")),
    Message(N_("Make the packet again.")),
)


class Deadline:
    """The end of a packet's time, `seconds` from now, or earlier when its client has left.

    `gone` says whether it has. It is called a few times a second, from any thread, while the host
    waits for a package.
    """

    def __init__(self, seconds: float, gone: Callable[[], bool] = lambda: False) -> None:
        self.until = monotonic() + seconds
        self._seconds = seconds
        self._stopped = False
        self._gone = gone
        self._closed = False

    @property
    def expired(self) -> bool:
        """Whether the packet's time is over."""
        return monotonic() >= self.until

    @property
    def why_over(self) -> Reason:
        """Why a file is cut or missing once the packet's time is over."""
        if self._stopped:
            return _STOPPED
        late = N_(
            "The %(seconds)s seconds that the packet may take (SUPPORT_PACKET_PACKET_TIMEOUT) are "
            "over."
        )
        return Reason(Message(late, seconds=f"{self._seconds:g}"))

    def stop_within(self, seconds: float) -> None:
        """Let the packet's time end in `seconds`, if it does not end before: the program stops."""
        until = monotonic() + seconds
        if until < self.until:
            # In this order: whoever sees that the time is over also sees why.
            self._stopped = True
            self.until = until

    def close(self) -> None:
        """End all waiting for this packet."""
        self._closed = True

    def raise_if_cancelled(self) -> None:
        """Raise `BrokenPipeError` if the packet was closed or its client has left."""
        if self._closed or self._gone():
            raise BrokenPipeError(errno.EPIPE, "the client no longer waits for this packet")
