"""Threads that redact and compress a packet, at low priority."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, NamedTuple, TypeVar

from support_packet.process.memory import keep_freed_memory
from support_packet.process.priority import LowPriority
from support_packet.process.threads import Thread, fulfill

Item = TypeVar("Item")
Result = TypeVar("Result")

_AT_ONCE = 2
"""How many items a thread takes at once where all threads are busy: each time, four threads wake
each other, which takes a tenth of the time for two blocks."""

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
        # One more than threads: no thread waits while the reader fetches the next blocks, and a
        # packet still holds only a few blocks in memory.
        self._max_running = count + 1
        self._count = count
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[_Worker] = []
        self._started = 0

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item | None]
    ) -> Generator[Result, None, None]:
        """Yield `function(item)` for all items in order, a bounded number of them at a time.

        Where an item is `None`, the results that are ready are yielded. Raises what `function`
        raised, after the results before it, and `MemoryError` if a thread has ended; closing the
        generator drops the items that no thread has started.
        """
        running: deque[Future[_Done[Result]]] = deque()
        waiting: list[Item] = []
        try:
            for item in items:
                if item is not None:
                    waiting.append(item)
                at_once = 1 if item is None or len(running) < self._count else _AT_ONCE
                if len(waiting) >= at_once:
                    running.append(self._submit(function, waiting))
                    waiting = []
                while running and (len(running) > self._max_running or running[0].done()):
                    yield from self._results(running.popleft())
            if waiting:
                running.append(self._submit(function, waiting))
            while running:
                yield from self._results(running.popleft())
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Let the threads end after their current items."""
        # One for each that may still wait, whether or not another has taken its place.
        for _ in range(self._started):
            self._work.put(None)

    def _submit(
        self, function: Callable[[Item], Result], items: list[Item]
    ) -> "Future[_Done[Result]]":
        self._start_missing()
        future: Future[_Done[Result]] = Future()
        self._work.put(lambda: fulfill(future, lambda: _done(function, items)))
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
        thread = _Worker(self._work, known_busy=known_busy)
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

    def _results(self, future: "Future[_Done[Result]]") -> Iterator[Result]:
        done = self._wait_for(future)
        yield from done.results
        if done.error:
            raise done.error

    def _wait_for(self, future: "Future[_Done[Result]]") -> "_Done[Result]":
        while not future.done():
            try:
                return future.result(_CHECK_SECONDS)
            except TimeoutError:
                if not all(thread.is_alive() for thread in self._threads):
                    raise MemoryError("a thread that makes the packet has ended") from None
                self._start_missing()
        return future.result()


class _Done(NamedTuple, Generic[Result]):
    """The results of some items, up to the one that raised an `error`."""

    results: list[Result]
    error: BaseException | None = None


def _done(function: Callable[[Item], Result], items: list[Item]) -> _Done[Result]:
    results: list[Result] = []
    items.reverse()
    try:
        while items:
            # Each item is forgotten as soon as it is done: it is a block.
            results.append(function(items.pop()))
    except BaseException as error:  # noqa: BLE001 -- raised where the results are waited for
        return _Done(results, error)
    return _Done(results)


class _Worker(Thread):
    """A thread that does work until it takes `None`, or another one has taken its place."""

    def __init__(self, work: "SimpleQueue[Callable[[], None] | None]", *, known_busy: bool) -> None:
        super().__init__(name="support-packet-worker", daemon=True)
        self._work = work
        self._known_busy = known_busy
        self.is_starved = self.is_replaced = False

    def run(self) -> None:
        priority = LowPriority(known_busy=self._known_busy)
        while not self.is_replaced and (work := self._work.get()):
            work()
            # It holds a block, and the wait for the next may be long.
            del work
            self.is_starved |= not priority.adjust()
