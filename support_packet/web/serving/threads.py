"""The threads that answer requests."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from types import FunctionType, SimpleNamespace
from typing import Any

from support_packet.process.threads import Thread

_NOT_AGAIN_SECONDS = 10.0
"""How long no other thread is started after one that did not run."""


class RequestThread(Thread):
    """One of them; the main thread, which starts it, must not wait until the worker is replaced."""

    max_start_seconds = 4.0


_plain = ThreadPoolExecutor._adjust_thread_count  # noqa: SLF001 -- it has no public name
_adjust_thread_count = FunctionType(
    _plain.__code__,
    {**_plain.__globals__, "threading": SimpleNamespace(Thread=RequestThread)},
    closure=_plain.__closure__,
)
"""The same with threads whose start never waits forever."""


class RequestThreads(ThreadPoolExecutor):
    """Cancels a request that no thread is free for, where no other one can be started.

    `ThreadPoolExecutor` would raise in the worker's main thread, which would end all downloads.
    """

    _is_short = False
    _short_until = 0.0

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Do `work` in a thread; used by one thread only."""
        self._is_short = False
        future = super().submit(work, *arguments, **named)
        if self._is_short:
            # This fails if a thread has become free meanwhile, and does it.
            future.cancel()
        return future

    def _adjust_thread_count(self) -> None:
        if monotonic() < self._short_until:
            self._is_short = not self._idle_semaphore.acquire(timeout=0)
            return
        started = monotonic()
        try:
            _adjust_thread_count(self)
        except RuntimeError:
            self._is_short = True
            if monotonic() - started >= RequestThread.max_start_seconds:
                self._short_until = monotonic() + _NOT_AGAIN_SECONDS
