"""Threads whose start never waits for ever."""

import threading
from typing import Any

_MAX_START_SECONDS = 30.0


class Thread(threading.Thread):
    """A thread; `start` raises `RuntimeError` also where it has ended before it could say so.

    Without memory that happens, and Python waits for a word of it for ever.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._started = _Started()


class _Started(threading.Event):
    """Tells that a thread runs."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for that as long as even a busy machine takes."""
        started = super().wait(_MAX_START_SECONDS if timeout is None else timeout)
        if not started and timeout is None:
            raise RuntimeError("can't start new thread")
        return started
