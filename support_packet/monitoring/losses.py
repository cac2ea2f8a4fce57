"""How many workers and packets were lost, which only the main process knows."""

import struct
import threading
from mmap import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Counter

_NUMBERS = struct.Struct("=QQ")


class Losses:
    """Memory of all processes, made before they fork: the main process counts, workers read."""

    def __init__(self) -> None:
        # Anonymous: it is gone with the last process that has it.
        self._memory = mmap(-1, _NUMBERS.size)

    def count(self, packets: int) -> None:
        """Count a worker that was lost, and how many packets ended with it."""
        workers, before = self.read()
        self._memory[:] = _NUMBERS.pack(workers + 1, before + packets)

    def read(self) -> tuple[int, int]:
        """Return how many workers and packets were lost since the start."""
        workers, packets = _NUMBERS.unpack(self._memory[:])
        return workers, packets


class LossCounters:
    """Two counters that follow `losses`: those of one worker begin where the last one's ended."""

    def __init__(self, losses: Losses, workers: "Counter", packets: "Counter") -> None:
        self._losses = losses
        self._workers, self._packets = workers, packets
        self._seen = 0, 0
        self._lock = threading.Lock()

    def update(self) -> None:
        """Take up what was lost since."""
        with self._lock:
            workers, packets = now = self._losses.read()
            self._workers.inc(workers - self._seen[0])
            self._packets.inc(packets - self._seen[1])
            self._seen = now
