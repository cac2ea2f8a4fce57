"""Runs the code of a package in its own thread, and hands its items over to the host's."""

import contextlib
import math
import threading
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from support_packet.host.problems import one_line_reason
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import describe
from support_packet.host.supervision.output import Output, current_output
from support_packet.process.current_call import (
    current_name,
    current_seconds,
    current_stopped,
    current_unshared,
)
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason
from support_packet.values.warning import current_warn

Item = TypeVar("Item")

_CHECK_SECONDS = 0.25
_MAX_WARNINGS = 100
_MORE_WARNINGS = Reason(
    Message(
        N_("It has more than %(limit)s different warnings; the others are left out."),
        limit=_MAX_WARNINGS,
    )
)
_STOP_SECONDS = 5.0
"""How long a task may take to stop before it counts as stuck."""


@dataclass(frozen=True)
class Call:
    """Which call into a package a task is, such as the name of a file or of a hook.

    The host waits for it for `seconds` at most. A `vital` one is made however many others hang.
    """

    name: str = ""
    seconds: float = math.inf
    vital: bool = False


class Task(Generic[Item]):
    """Items on their way from the package's thread to the host's.

    The thread pauses once items not yet received reach `buffer_limit`. `failure` says why the
    task ended early, `warnings` what the package reported with `warn`, each once, `waited` for how
    many seconds it was paused, `unshared` whether it holds nothing that another task may wait for,
    `skipped` whether it was never started. Closed without a failure, it is stuck only when it has
    run for the seconds of its call, and for `hangs_after`: it may be slow.
    """

    def __init__(
        self,
        buffer_limit: float,
        size_of: Callable[[Item], int],
        call: Call = Call(),
        hangs_after: float = 0.0,
    ) -> None:
        self.call = call
        self.skipped = False
        self.failure: Reason | None = None
        self.warnings: list[Reason] = []
        self.ended = False
        self.waited = 0.0
        self.unshared = False
        self._buffer_limit = buffer_limit
        self._size_of = size_of
        self._items: deque[Item] = deque()
        self._buffered = 0
        self._stop_until: float | None = None
        self._began = self._last_item = monotonic()
        self._stuck_from = math.inf
        self._hangs_after = max(hangs_after, call.seconds if call.seconds < math.inf else 0.0)
        self._change = threading.Condition()

    @property
    def stuck(self) -> bool:
        """Whether the thread was abandoned, has used up its time, and is still running."""
        return self.left_alone and monotonic() >= self._stuck_from

    @property
    def left_alone(self) -> bool:
        """Whether the thread should have stopped by now; it may only be slow."""
        return not self.ended and self._stop_until is not None and monotonic() >= self._stop_until

    @property
    def paused(self) -> bool:
        """Whether the thread waits for its items to be received."""
        return not self.ended and self._buffered >= self._buffer_limit

    @property
    def silent_seconds(self) -> float:
        """For how long it has been making its next item; 0 where it is paused or has ended."""
        return 0.0 if self.ended or self.paused else monotonic() - self._last_item

    def receive(self, until: float, deadline: Deadline) -> list[Item]:
        """Wait for items and return all there are, none at the end of the task.

        `TimeoutError` at the time `until`; `BrokenPipeError` when `deadline` says so.
        """
        with self._change:
            while not self._items and not self.ended:
                deadline.raise_if_cancelled()
                if (left := until - monotonic()) <= 0:
                    raise TimeoutError
                # Nothing notifies us when the client leaves, so look from time to time.
                self._change.wait(min(left, _CHECK_SECONDS))
            items = list(self._items)
            self._empty()
        return items

    def close(self, failure: Reason | None = None) -> None:
        """Make the thread stop at its next item; with `failure` it counts as stuck at once."""
        with self._change:
            # Only the first call counts: a late collector stays late, whatever it does next.
            if not self.ended and self._stop_until is None:
                self.failure = failure
                self._stop_until = monotonic() + (0 if failure else _STOP_SECONDS)
                self._stuck_from = self._stop_until if failure else self._began + self._hangs_after
            self._empty()

    def end(self, failure: Reason | None) -> None:
        """Mark the end: no further item will come."""
        with self._change:
            # The thread of a task that was closed as late may still end with its own error.
            self.failure = self.failure or failure
            self.ended = True
            self._change.notify_all()

    def skip(self, why: Reason) -> None:
        """End the task, which is not to be started."""
        self.skipped = True
        self.end(why)

    def run(self, make: Callable[[], Generator[Item, None, None]], output: Output) -> None:
        """Make all items and hand them over; runs in the task's own thread."""
        current_warn.set(self._warn)
        current_output.set(output)
        current_stopped.set(lambda: self._stop_until is not None)
        current_unshared.set(self._set_unshared)
        current_seconds.set(self.call.seconds)
        current_name.set(self.call.name)
        failure = None
        try:
            # The generator is closed in this thread: its `finally` blocks belong to the package.
            with contextlib.closing(make()) as items:
                for item in items:
                    if not self._hand_over(item):
                        break
        except BaseException as error:  # noqa: BLE001 -- SystemExit, too, ends only this task
            # Here, not in the host's thread: even the text of the error is the package's code.
            failure = describe(error)
        try:
            # First: a command that ends with its last task has then logged what that wrote.
            output.close()
        finally:
            self.end(failure)

    def _hand_over(self, item: Item) -> bool:
        with self._change:
            began = monotonic()
            while self._buffered >= self._buffer_limit and self._stop_until is None:
                self._change.wait()
            self._last_item = monotonic()
            self.waited += self._last_item - began
            if self._stop_until is not None:
                return False
            self._items.append(item)
            self._buffered += self._size_of(item)
            self._change.notify_all()
        return True

    def _set_unshared(self) -> None:
        self.unshared = True

    def _empty(self) -> None:
        # Also wakes the thread, which may be waiting for room.
        self._items.clear()
        self._buffered = 0
        self._change.notify_all()

    def _warn(self, reason: Reason) -> None:
        reason = one_line_reason(reason)
        if self._stop_until is not None or reason in self.warnings:
            return
        if len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(reason)
        elif len(self.warnings) == _MAX_WARNINGS:
            self.warnings.append(_MORE_WARNINGS)
