"""One thread that monitors all connections of the process that wait for their servers."""

import os
import threading
from operator import attrgetter
from time import monotonic, sleep
from typing import Protocol

from support_packet.process.threads import Thread

_LOOK_SECONDS = 0.01
_IDLE_SECONDS = 1.0
"""How long it waits for the next statement: starting a thread takes longer than most statements."""


class Waiting(Protocol):
    """Something that waits for a server."""

    @property
    def share(self) -> float:
        """How much it has received of what all together may; 1 is all of it."""

    def look(self) -> bool:
        """Look at it, and return whether it still waits."""

    def end_flood(self) -> None:
        """End the wait, because too much has come."""


_share_of = attrgetter("share")


class WaitMonitor:
    """Looks at everything that was added, each 10 ms, until it is removed or does not wait.

    When all together have received too much, the one that has received most is ended. While nothing
    was added for a second there is no thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[Waiting] = set()
        self._running = False
        # No thread outlives a fork, which may come while another thread has the lock.
        os.register_at_fork(after_in_child=self._begin_again)

    def add(self, waiting: Waiting) -> None:
        """Look at this from now on; `RuntimeError` if no thread can be started for it."""
        with self._lock:
            self._waiting.add(waiting)
            if self._running:
                return
            thread = Thread(target=self._run, name="watchdog", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                self._waiting.discard(waiting)
                raise
            self._running = True

    def remove(self, waiting: Waiting) -> None:
        """Stop looking at this; once this returns, it is no longer looked at."""
        with self._lock:
            self._waiting.discard(waiting)

    def _run(self) -> None:
        idle_since = monotonic()
        while True:
            sleep(_LOOK_SECONDS)
            with self._lock:
                if self._waiting:
                    idle_since = monotonic()
                elif monotonic() - idle_since > _IDLE_SECONDS:
                    self._running = False
                    return
                self._waiting = {each for each in self._waiting if each.look()}
                while sum(each.share for each in self._waiting) > 1:
                    largest = max(self._waiting, key=_share_of)
                    largest.end_flood()
                    self._waiting.remove(largest)

    def _begin_again(self) -> None:
        self._lock = threading.Lock()
        self._waiting = set()
        self._running = False
