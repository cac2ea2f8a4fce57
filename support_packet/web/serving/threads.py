"""The threads that answer requests."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class RequestThreads(ThreadPoolExecutor):
    """Cancels a request that no thread is free for, where no other one can be started.

    `ThreadPoolExecutor` would raise in the worker's main thread, which would end all downloads.
    """

    _is_short = False

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Do `work` in a thread; used by one thread only."""
        self._is_short = False
        future = super().submit(work, *arguments, **named)
        if self._is_short:
            # This fails if a thread has become free meanwhile, and does it.
            future.cancel()
        return future

    def _adjust_thread_count(self) -> None:
        try:
            super()._adjust_thread_count()
        except RuntimeError:
            self._is_short = True
