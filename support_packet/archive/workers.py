"""Threads that redact and compress a packet, at low priority."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar

from support_packet.process.memory import keep_freed_memory
from support_packet.process.priority import LowPriority
from support_packet.process.threads import Thread, done_for

Item = TypeVar("Item")
Result = TypeVar("Result")

_Work = Callable[[], Callable[[], None]]
"""Does something, and returns what gives its result to who waits for that."""

_Queue = SimpleQueue[_Work | None]

_CHECK_SECONDS = 1.0
"""How often a caller that waits for a result checks that the threads still run, and run enough."""


class Workers:
    """`count` threads at low priority; at normal priority where the system has none.

    One that hardly gets a processor is replaced by another thread.

    Not `concurrent.futures`: if one of its threads ends for lack of memory, its result is waited
    for forever.
    """

    def __init__(self, count: int) -> None:
        keep_freed_memory()
        # What the threads take, and no more: with further ones a packet is no faster, only larger.
        self._max_running = 2 * count
        self._count = count
        self._work: _Queue = SimpleQueue()
        self._busy: set[threading.Thread] = set()
        self._threads: list[_Worker] = []
        self._started = 0

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item | None]
    ) -> Generator[Result, None, None]:
        """Yield `function(item)` for all items in order, a bounded number of them at a time.

        Where an item is `None`, the results that are ready are yielded. Raises what `function`
        raised, and `MemoryError` if a thread has ended; closing the generator drops the items that
        no thread has started.
        """
        running: deque[Future[Result]] = deque()
        try:
            for item in items:
                if item is not None:
                    running.append(self._submit(function, item))
                while running and (len(running) > self._max_running or running[0].done()):
                    yield self._result(running.popleft())
            while running:
                yield self._result(running.popleft())
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Let the threads end after their current items."""
        # One for each that may still wait, whether or not another has taken its place.
        for _ in range(self._started):
            self._work.put(None)

    def _submit(self, function: Callable[[Item], Result], item: Item) -> "Future[Result]":
        self._start_missing()
        future: Future[Result] = Future()
        self._work.put(lambda: done_for(future, lambda: function(item)))
        return future

    def _start_missing(self) -> None:
        """Start a thread if there are too few, and one in place of each that hardly runs."""
        if len(self._threads) < self._count:
            self._start_another()
        for thread in [thread for thread in self._threads if thread.is_starved]:
            if self._start_another(known_busy=True):
                thread.is_replaced = True
                self._threads.remove(thread)

    def _start_another(self, *, known_busy: bool = False) -> bool:
        thread = _Worker(self._work, self._busy, self._all_are_busy, known_busy=known_busy)
        try:
            thread.start()
        except RuntimeError:
            # Fewer threads do the same work.
            self._count = len(self._threads)
            if not self._threads:
                raise
            return False
        self._threads.append(thread)
        self._started += 1
        return True

    def _all_are_busy(self) -> bool:
        return len(self._busy) >= self._count

    def _result(self, future: "Future[Result]") -> Result:
        while not future.done():
            try:
                return future.result(_CHECK_SECONDS)
            except TimeoutError:
                if not all(thread.is_alive() for thread in self._threads):
                    raise MemoryError("a thread that makes the packet has ended") from None
                self._start_missing()
        return future.result()


class _Worker(Thread):
    """A thread that does work until it takes `None`, or another one has taken its place.

    While all are busy, it does two items before anybody gets their results: each time, four threads
    wake each other, which takes a tenth of the time for two blocks.
    """

    def __init__(
        self,
        work: _Queue,
        busy: set[threading.Thread],
        all_are_busy: Callable[[], bool],
        *,
        known_busy: bool,
    ) -> None:
        super().__init__(name="support-packet-worker", daemon=True)
        self._work = work
        self._busy = busy
        self._all_are_busy = all_are_busy
        self._known_busy = known_busy
        self.is_starved = self.is_replaced = False

    def run(self) -> None:
        priority = LowPriority(known_busy=self._known_busy)
        while not self.is_replaced and (work := self._work.get()):
            self._busy.add(self)
            give_result = work()
            if another := self._another():
                # Nobody waits for this one yet.
                another()()
            give_result()
            self._busy.discard(self)
            # They hold blocks, and the wait for the next may be long.
            del work, another, give_result
            self.is_starved |= not priority.adjust()

    def _another(self) -> _Work | None:
        """Return what may be done as well, if nobody else would begin it now."""
        if not self._all_are_busy():
            return None
        with suppress(Empty):
            work = self._work.get_nowait()
            if work is None:
                # Somebody has to end.
                self._work.put(None)
            return work
        return None
