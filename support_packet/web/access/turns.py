"""Lets few requests at a time do what is quick for few and slow for many."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager

_AT_A_TIME = 2
"""While one waits for the database, another one computes."""

_PATIENCE_SECONDS = 0.02
_MAX_WAITS = 10


class Turns:
    """Gives a few requests their turn, then the next.

    Threads that all want to compute at the same time mostly wait for the interpreter's lock, and
    every wait costs a change of threads. A turn saves that, and nothing else: nobody is kept out.
    A request that waits for `patience` seconds in which no turn ends goes on without one.
    """

    def __init__(self, at_a_time: int = _AT_A_TIME, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience
        # Of all that Python has for this, only a queue waits without code in Python.
        self._free: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(at_a_time):
            self._free.put(None)
        self._ended = 0

    @property
    def free(self) -> int:
        """How many turns may be taken at once."""
        return self._free.qsize()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, unless that takes long; it ends with the block."""
        has_turn = self._waited()
        try:
            yield
        finally:
            if has_turn:
                self._ended += 1
                self._free.put(None)

    def _waited(self) -> bool:
        """Return whether a turn has come; not while those before wait for something slow."""
        for _ in range(_MAX_WAITS):
            ended = self._ended
            try:
                self._free.get(timeout=self._patience)
            except queue.Empty:
                if ended == self._ended:
                    return False
            else:
                return True
        return False
