"""Threads that redact and compress a packet when the processor would be idle."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from support_packet.memory import keep_freed_memory
from support_packet.priority import run_at_idle_priority

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers:
    """`count` threads at idle priority; at normal priority where the system has none."""

    def __init__(self, count: int) -> None:
        keep_freed_memory()
        # Two blocks more than threads: no thread waits while the reader fetches the next block,
        # and a packet still holds only a few blocks in memory.
        self._max_running = count + 2
        self._executor = ThreadPoolExecutor(count, "support-packet-worker", run_at_idle_priority)

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item | None]
    ) -> Generator[Result, None, None]:
        """Yield `function(item)` for all items in order, a bounded number of them at a time.

        Where an item is `None`, the results that are ready are yielded. Raises what `function`
        raised; closing the generator drops the items that no thread has started.
        """
        running: deque[Future[Result]] = deque()
        try:
            for item in items:
                if item is not None:
                    running.append(self._executor.submit(function, item))
                while running and (len(running) > self._max_running or running[0].done()):
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Let the threads end after their current items."""
        self._executor.shutdown(wait=False, cancel_futures=True)
