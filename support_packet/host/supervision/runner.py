"""Starts the tasks of one entry point; a task that hangs costs one thread, not one per packet."""

import contextlib
import contextvars
import math
import threading
from collections.abc import Callable, Generator, Sequence
from time import monotonic
from typing import Any

from support_packet.current_call import current_distribution, current_module
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import describe
from support_packet.host.supervision.output import Output
from support_packet.host.supervision.task import Item, Task
from support_packet.message import N_, Message
from support_packet.reason import Reason

STILL_RUNNING = Reason(
    Message(
        N_(
            "Skipped: an earlier call of this collector is still running. "
            "Restart support-packet to call it again."
        )
    ),
    defect=True,
)
"""Why a call fails while an earlier one of the same collector hangs."""


class TaskRunner:
    """The tasks of one entry point, over all packets of this process.

    `name` is that of its threads, `distribution` the package whose code they run, `module` the one
    that the entry point names. `calls` and `seconds` are how many tasks have ended and how long
    they ran, without waiting for the client.
    """

    def __init__(self, name: str, distribution: str = "", module: str = "") -> None:
        self._name = name
        self._distribution = distribution
        self._module = module
        self.calls = 0
        self.seconds = 0.0
        self._running: list[Task[Any]] = []
        self._lock = threading.Lock()

    @property
    def stuck(self) -> bool:
        """Whether a task hangs, so that no further one is started."""
        with self._lock:
            return any(task.stuck for task in self._running)

    def start(
        self,
        make: Callable[[], Generator[Item, None, None]],
        buffer_limit: float = math.inf,
        size_of: Callable[[Item], int] = lambda _: 1,
    ) -> Task[Item]:
        """Start `make` in a daemon thread; while an earlier task is stuck, the new one fails.

        It pauses while the items not yet received reach `buffer_limit`.
        """
        task = Task(buffer_limit, size_of)
        with self._lock:
            # A thread cannot be killed. A stuck one is left alone, and no further one is started.
            self._running = [earlier for earlier in self._running if not earlier.ended]
            if any(earlier.stuck for earlier in self._running):
                task.end(STILL_RUNNING)
                return task
            self._running.append(task)
        # A copy, so that `current_warn` of one task is not that of another.
        context = contextvars.copy_context()
        context.run(current_distribution.set, self._distribution)
        context.run(current_module.set, self._module)
        thread = threading.Thread(
            target=context.run,
            args=(self._run, task, make),
            name=self._name,
            daemon=True,
        )
        try:
            thread.start()
        except RuntimeError as error:  # the system has no more threads
            task.end(describe(error))
        return task

    def _run(self, task: Task[Item], make: Callable[[], Generator[Item, None, None]]) -> None:
        began = monotonic()
        task.run(make, Output(self._name))
        with self._lock:
            self.calls += 1
            self.seconds += monotonic() - began - task.waited


def gather(tasks: Sequence[Task[Item]], seconds: float, deadline: Deadline) -> list[list[Item]]:
    """Wait up to `seconds` for all `tasks` and return the items of each; a late task fails."""
    now = monotonic()
    until = min(now + seconds, deadline.until)
    allowed = f"{until - now:.3g}"
    late = Reason(
        Message(N_("It did not respond within %(seconds)s seconds."), seconds=allowed), defect=True
    )
    with contextlib.ExitStack() as stack:
        # All are closed, also if the client leaves while the first is waited for.
        for task in tasks:
            stack.callback(task.close)
        return [_receive_all(task, until, deadline, late) for task in tasks]


def _receive_all(task: Task[Item], until: float, deadline: Deadline, late: Reason) -> list[Item]:
    items: list[Item] = []
    try:
        while more := task.receive(until, deadline):
            items += more
    except TimeoutError:
        task.close(late)
    return items
