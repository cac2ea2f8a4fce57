"""The threads that answer requests."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from time import monotonic
from typing import Any, Self

from support_packet.process.threads import NOT_AGAIN_SECONDS, Thread, fulfill

_Work = tuple["Future[Any]", Callable[[], Any]]


class RequestThread(Thread):
    """One of them; the main thread, which starts it, must not wait until the worker is replaced."""

    max_start_seconds = 4.0


class RequestThreads:
    """At most `max_workers` threads, started when they are needed.

    A request that no thread is free for, where no other one can be started, is cancelled.
    `concurrent.futures` would raise in the worker's main thread, which would end all downloads.
    """

    def __init__(self, max_workers: int) -> None:
        self._max_workers = max_workers
        self._work: SimpleQueue[_Work | None] = SimpleQueue()
        self._threads: list[RequestThread] = []
        # How many more requests can be taken without another thread.
        self._free = threading.Semaphore(0)
        self._short_until = 0.0
        self._is_shut_down = False

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> "Future[Any]":
        """Do `work` in a thread; used by one thread only."""
        future: Future[Any] = Future()
        if self._is_shut_down:
            future.cancel()
            return future
        self._work.put((future, partial(work, *arguments)))
        if not self._has_thread() and not future.cancel():
            # A thread has become free meanwhile, and does it.
            self._free.acquire(blocking=False)
        return future

    def shutdown(self, wait: bool = True) -> None:
        """Let the threads end once they have done what was submitted; later work is cancelled."""
        self._is_shut_down = True
        self._work.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def _has_thread(self) -> bool:
        """Return whether a thread is free, one could be started, or all there may be are busy."""
        if self._free.acquire(blocking=False) or len(self._threads) >= self._max_workers:
            return True
        began = monotonic()
        if began < self._short_until:
            return False
        try:
            thread = RequestThread(target=self._run, name=f"request-{len(self._threads)}")
            thread.start()
        except RuntimeError:
            if monotonic() - began >= RequestThread.max_start_seconds:
                self._short_until = monotonic() + NOT_AGAIN_SECONDS
            return False
        self._threads.append(thread)
        return True

    def _run(self) -> None:
        while taken := self._work.get():
            future, work = taken
            fulfill(future, work)
            was_done = not future.cancelled()
            # They hold the connection, and the wait for the next may be long.
            del taken, future, work
            if was_done:
                self._free.release()
        # For the next one: there may be one more than is known, which began too late.
        self._work.put(None)
