"""Limits the connections to Mattermost's database, so that Mattermost has enough of them."""

import threading
from collections import deque

from support_packet.errors import ConnectionLimitError


class ConnectionLimit:
    """At most `count` connections of this process at a time, including attempts to connect.

    Callers are served in the order in which they came; a semaphore would serve any of them.
    """

    def __init__(self, count: int = 4) -> None:
        self._count = count
        self._free = count
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def acquire(self, seconds: float) -> None:
        """Take a connection; `ConnectionLimitError` if none becomes free within `seconds`."""
        turn = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(turn)
        if not turn.wait(seconds):
            self._leave(turn)

    def release(self) -> None:
        """Give a connection back, to the caller that has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1

    def _leave(self, turn: threading.Event) -> None:
        with self._lock:
            # The turn may have come between the end of the wait and this lock.
            if not turn.is_set():
                self._waiting.remove(turn)
                raise ConnectionLimitError(
                    "Mattermost's database: all connections that this program may have "
                    f"({self._count}) are in use. Try again in a moment."
                )
