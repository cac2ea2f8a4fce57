"""A value that one thread at a time reads again now and then, while others get the last one."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from support_packet.process.threads import Thread

Value = TypeVar("Value")


class Refreshed(Generic[Value]):
    """What `read` returns, at most `seconds` old, or older while it is read again.

    `read` runs in its own thread. The first caller waits for it, up to `wait` seconds; all
    others get the last value at once, as long as there is one and that time is not over. Where
    `read` raises, there is none.
    """

    def __init__(self, read: Callable[[], Value], seconds: float, wait: float) -> None:
        self._read = read
        self._seconds = seconds
        self._wait = wait
        self._lock = threading.Lock()
        self._value: Value | None = None
        self._until = 0.0
        self._began = 0.0
        self._reading: threading.Event | None = None

    def get(self) -> Value | None:
        """Return the value, `None` if it cannot be read in time."""
        with self._lock:
            is_first = self._reading is None and monotonic() >= self._until
            if is_first:
                self._begin()
            reading, left = self._reading, self._began + self._wait - monotonic()
            if reading is None or (self._value is not None and left > 0 and not is_first):
                return self._value
        return self._value if reading.wait(max(0.0, left)) else None

    def _begin(self) -> None:
        self._reading, self._began = threading.Event(), monotonic()
        thread = Thread(target=self._refresh, args=[self._reading], name="refresh", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            # No other thread is allowed now: the next caller tries again.
            self._reading = None

    def _refresh(self, reading: threading.Event) -> None:
        value: Value | None = None
        try:
            value = self._read()
        finally:
            with self._lock:
                self._value, self._reading = value, None
                self._until = monotonic() + self._seconds
            reading.set()
