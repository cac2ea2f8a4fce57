"""Something that a package makes, item by item, in a thread that the host never has to trust."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator
from time import monotonic
from typing import Generic, TypeVar

from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem, one_line
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import Failure, describe
from support_packet.warning import current_warn

Item = TypeVar("Item")

_LOOK_ROUND = 0.25
_MOST_WARNINGS = 100
_TIME_TO_STOP = 5.0
"""How many seconds a task that was told to stop may take before it counts as stuck."""


class Task(Generic[Item]):
    """Items on their way from the package's thread to the host's.

    The thread pauses once items not yet received reach `buffer_limit`. `failure` says why the
    task ended early, `warnings` what the package reported with `warn`.
    """

    def __init__(self, buffer_limit: float, size_of: Callable[[Item], int]) -> None:
        self.failure: Failure | None = None
        self.warnings: list[str] = []
        self.ended = False
        self._buffer_limit = buffer_limit
        self._size_of = size_of
        self._items: deque[Item] = deque()
        self._buffered = 0
        self._stop_until: float | None = None
        self._change = threading.Condition()

    @property
    def stuck(self) -> bool:
        """Whether the thread was told to stop, had the time for it, and has not."""
        return not self.ended and self._stop_until is not None and monotonic() >= self._stop_until

    def receive(self, until: float, deadline: Deadline) -> list[Item]:
        """Wait for items and return all there are; none at the end of the task.

        `TimeoutError` at the time `until`; `BrokenPipeError` when `deadline` says so.
        """
        with self._change:
            while not self._items and not self.ended:
                deadline.raise_if_cancelled()
                if (left := until - monotonic()) <= 0:
                    raise TimeoutError
                self._change.wait(min(left, _LOOK_ROUND))
            items = list(self._items)
            self._empty()
        return items

    def problems(self, origin: CollectorId, file: str = "", doing: str = "") -> list[Problem]:
        """Return what the package reported, and why its task ended early, if it did."""
        problems = [Problem(text, file, origin, doing=doing) for text in self.warnings]
        if self.failure:
            problems.append(self.failure.problem(origin, file, doing))
        return problems

    def close(self, failure: Failure | None = None) -> None:
        """Tell the thread to stop at its next item; with `failure` it counts as stuck at once."""
        with self._change:
            if not self.ended and self._stop_until is None:
                self.failure = failure
                self._stop_until = monotonic() + (0 if failure else _TIME_TO_STOP)
            self._empty()

    def end(self, failure: Failure | None) -> None:
        """Say that no further item will come."""
        with self._change:
            self.failure = self.failure or failure
            self.ended = True
            self._change.notify_all()

    def run(self, make: Callable[[], Generator[Item, None, None]]) -> None:
        """Make all items and hand them over; called in the task's own thread."""
        current_warn.set(self._warn)
        failure = None
        try:
            with contextlib.closing(make()) as items:
                for item in items:
                    if not self._hand_over(item):
                        break
        except BaseException as error:  # noqa: BLE001 -- SystemExit, too, ends only this task
            failure = describe(error)
        self.end(failure)

    def _hand_over(self, item: Item) -> bool:
        with self._change:
            while self._buffered >= self._buffer_limit and self._stop_until is None:
                self._change.wait()
            if self._stop_until is not None:
                return False
            self._items.append(item)
            self._buffered += self._size_of(item)
            self._change.notify_all()
        return True

    def _empty(self) -> None:
        self._items.clear()
        self._buffered = 0
        self._change.notify_all()

    def _warn(self, message: str) -> None:
        if self._stop_until is None and len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(one_line(message))
