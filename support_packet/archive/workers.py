"""Threads that work for a packet only when nobody else wants the processor."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from support_packet.memory import keep_freed_memory

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers:
    """`count` threads at idle priority; on systems without one, at normal priority."""

    def __init__(self, count: int) -> None:
        keep_freed_memory()
        self._most = count + 2
        self._executor = ThreadPoolExecutor(count, "support-packet-worker", _be_idle)

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item | None]
    ) -> Generator[Result, None, None]:
        """Yield `function(item)` of all items in order, a bounded number of them under way.

        Where an item is `None`, what is ready already is yielded. Raises what `function` raised;
        closing this drops what has not begun.
        """
        running: deque[Future[Result]] = deque()
        try:
            for item in items:
                if item is not None:
                    running.append(self._executor.submit(function, item))
                while running and (len(running) > self._most or running[0].done()):
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Let the threads end after what they are doing."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _be_idle() -> None:
    """Take the processor only from nobody. Needs no privilege; Linux only."""
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
