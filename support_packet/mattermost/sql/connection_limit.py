"""Limits the connections to Mattermost's database, so that Mattermost has enough of them."""

import threading
from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from support_packet.errors import ConnectionLimitError
from support_packet.mattermost.sql.engines import Engines
from support_packet.mattermost.sql.idle_connections import (
    IdleConnection,
    IdleConnections,
    Key,
    Offered,
)

_MAX_WAITING = 16
_STUCK_SECONDS = 1.0


@dataclass(eq=False)
class _Turn:
    """A caller that waits: for any connection, or rather for an open one with its `key`."""

    key: Key | None
    come: threading.Event = field(default_factory=threading.Event)
    open: IdleConnection | None = None


class ConnectionLimit:
    """At most `count` connections of this process at a time, including attempts to connect.

    Callers are served in the order in which they came; a semaphore would serve any of them. While
    no connection is given back, since the database hangs, only a few callers wait. Open
    connections that are not in use are kept for `idle_seconds`, unless a caller waits; they count.
    """

    def __init__(self, count: int = 4, idle_seconds: float = 0) -> None:
        self._count = count
        self._free = count
        self._given = monotonic()
        self._waiting: deque[_Turn] = deque()
        self._lock = threading.Lock()
        self.engines = Engines()
        self.idle = IdleConnections(idle_seconds, self._offer)

    def acquire(self, seconds: float, key: Key | None = None) -> IdleConnection | None:
        """Take the right to a connection; `ConnectionLimitError` if none is free within `seconds`.

        Returns an open one, without a transaction, if there is one for `key`.
        """
        if key and (found := self.idle.take(key)):
            return found
        turn = _Turn(key)
        with self._lock:
            if self._free:
                self._free -= 1
                return None
            if len(self._waiting) >= _MAX_WAITING and monotonic() - self._given > _STUCK_SECONDS:
                # Each would keep a thread waiting that another request needs.
                raise self._all_in_use()
            self._waiting.append(turn)
        self.idle.close_one()
        if not turn.come.wait(seconds):
            self._leave(turn)
        return turn.open

    def release(self) -> None:
        """Give a connection back, to the caller that has waited longest."""
        with self._lock:
            self._given = monotonic()
            if self._waiting:
                self._waiting.popleft().come.set()
            else:
                self._free += 1

    def _offer(self, idle: IdleConnection) -> Offered:
        """Give an open connection to the caller that has waited longest, if it is what it needs."""
        with self._lock:
            self._given = monotonic()
            if not self._waiting:
                return "free"
            if self._waiting[0].key != idle.key:
                return "wanted"
            turn = self._waiting.popleft()
            turn.open = idle
            turn.come.set()
            return "taken"

    def _leave(self, turn: _Turn) -> None:
        with self._lock:
            # The turn may have come between the end of the wait and this lock.
            if not turn.come.is_set():
                self._waiting.remove(turn)
                raise self._all_in_use()

    def _all_in_use(self) -> ConnectionLimitError:
        return ConnectionLimitError(
            "Mattermost's database: all connections that this program may have "
            f"({self._count}) are in use. Try again in a moment."
        )
