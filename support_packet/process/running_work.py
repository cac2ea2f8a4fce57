"""What this process is doing, kept where its parent can read it once it hangs or is gone."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mmap import mmap
from time import monotonic
from typing import Any

_SLOTS = 256
_SLOT_BYTES = 4096
_LENGTH_BYTES = 2
SUSPENDED_SECONDS = 300.0
"""For how long a call that stopped a whole process is not made again."""

CallName = tuple[str, str]
"""A collector, and the file, facts or hook that it is called for."""


class WorkRecord:
    """Shared memory in which a worker process notes its work; made before the fork.

    The worker writes, and its parent reads: the worker need not run for that. More work than there
    is room for is not noted.
    """

    def __init__(self) -> None:
        # Anonymous: it is gone with the last process that has it. Unused pages take no memory.
        self._memory = mmap(-1, _SLOTS * _SLOT_BYTES)
        self._free = list(reversed(range(_SLOTS)))
        self._lock = threading.Lock()

    def begin(self, work: Mapping[str, object]) -> int | None:
        """Note `work`, and return its place for `end`; `None` where it is not noted."""
        text = json.dumps(work).encode()
        if len(text) > _SLOT_BYTES - _LENGTH_BYTES:
            return None
        with self._lock:
            if not self._free:
                return None
            place = self._free.pop()
        start = place * _SLOT_BYTES + _LENGTH_BYTES
        self._memory[start : start + len(text)] = text
        # The length comes last: a parent that reads too early sees an empty place.
        self._set_length(place, len(text))
        return place

    def end(self, place: int | None) -> None:
        """Note that the work at `place` has ended."""
        if place is not None:
            self._set_length(place, 0)
            with self._lock:
                self._free.append(place)

    def clear(self) -> None:
        """Forget all work, as a process does that ends by itself."""
        for place in range(_SLOTS):
            self._set_length(place, 0)

    def read(self) -> list[dict[str, Any]]:
        """Return the work that has begun and not ended."""
        return [work for place in range(_SLOTS) if (work := self._at(place))]

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()

    def _set_length(self, place: int, length: int) -> None:
        start = place * _SLOT_BYTES
        self._memory[start : start + _LENGTH_BYTES] = length.to_bytes(_LENGTH_BYTES, "big")

    def _at(self, place: int) -> dict[str, Any]:
        start = place * _SLOT_BYTES + _LENGTH_BYTES
        length = int.from_bytes(self._memory[start - _LENGTH_BYTES : start], "big")
        try:
            work = json.loads(self._memory[start : start + length])
        except ValueError:  # of a process that is still writing
            return {}
        return work if isinstance(work, dict) else {}


class RunningWork:
    """Notes the work of one process in its record, if it has one.

    `suspended` are calls that stopped an earlier process, each with the time of the monotonic
    clock at which it may be made again. A process inherits them from its parent.
    """

    def __init__(self) -> None:
        self.record: WorkRecord | None = None
        self.suspended: dict[CallName, float] = {}

    @contextmanager
    def call(self, name: CallName, shown: str) -> Iterator[None]:
        """Surround a call of a collector, in the thread that makes it; logs show `shown`."""
        work = {"call": name, "shown": shown, "thread": threading.get_native_id()}
        with self._noted(work):
            yield

    @contextmanager
    def packet(self, audit: Mapping[str, object]) -> Iterator[None]:
        """Surround a download, of which an audit line says `audit`."""
        with self._noted({"packet": audit, "began": monotonic()}):
            yield

    def suspend(self, call: CallName) -> None:
        """Do not make `call`, in the processes that are started from now on, for a while."""
        self.suspended[call] = monotonic() + SUSPENDED_SECONDS

    def is_suspended(self, call: CallName) -> bool:
        """Return whether `call` is not to be made now."""
        until = self.suspended.get(call)
        return until is not None and monotonic() < until

    @contextmanager
    def _noted(self, work: Mapping[str, object]) -> Iterator[None]:
        record = self.record
        if record is None:
            yield
            return
        place = record.begin(work)
        try:
            yield
        finally:
            record.end(place)


running_work = RunningWork()
"""That of this process: its threads are one process, whoever starts them."""
