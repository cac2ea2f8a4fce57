"""The limit on connections to Mattermost's database, which Mattermost itself needs more."""

import threading
from collections import deque

from support_packet.errors import ConnectionLimitError


class ConnectionLimit:
    """At most `count` connections of this process at a time, attempts at one included.

    Callers are served in the order in which they came.
    """

    def __init__(self, count: int = 4) -> None:
        self._count = count
        self._free = count
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def acquire(self, seconds: float) -> None:
        """Take one of them; `ConnectionLimitError` if none is free within so many `seconds`."""
        turn = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(turn)
        if not turn.wait(seconds):
            self._leave(turn)

    def release(self) -> None:
        """Give one back, to the caller that has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1

    def _leave(self, turn: threading.Event) -> None:
        with self._lock:
            # It may have come at the last moment.
            if not turn.is_set():
                self._waiting.remove(turn)
                raise ConnectionLimitError(
                    "The connections to Mattermost's database that this program may have "
                    f"({self._count}) are all in use. Try again in a moment."
                )
