"""Threads whose start never waits for ever."""

import threading
from typing import Any


class Thread(threading.Thread):
    """A thread; `start` raises `RuntimeError` also where it has ended before it could say so.

    Without memory that happens, and Python waits for a word of it for ever.
    """

    max_start_seconds = 30.0
    """As long as even a busy machine takes for work at idle priority."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._started = _Started(self.max_start_seconds)


class _Started(threading.Event):
    """Tells that a thread runs."""

    def __init__(self, max_seconds: float) -> None:
        super().__init__()
        self._max_seconds = max_seconds

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for that; without a `timeout`, as long as the start may take."""
        started = super().wait(self._max_seconds if timeout is None else timeout)
        if not started and timeout is None:
            raise RuntimeError("can't start new thread")
        return started
