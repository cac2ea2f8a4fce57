"""Starts the tasks of one entry point, and lets a hanging one cost one thread, not one a packet."""

import contextlib
import contextvars
import math
import threading
from collections.abc import Callable, Generator, Sequence
from time import monotonic
from typing import Any

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import Failure, describe
from support_packet.host.supervision.task import Item, Task
from support_packet.message import Message

_STILL_BUSY = Failure(
    Message(
        "Not asked: an earlier call of this collector has never returned. "
        "Restart this program to have it asked again."
    ),
    defect=True,
)


class TaskRunner:
    """The tasks of one entry point, over all packets of this process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._running: list[Task[Any]] = []
        self._lock = threading.Lock()

    def start(
        self,
        make: Callable[[], Generator[Item, None, None]],
        buffer_limit: float = math.inf,
        size_of: Callable[[Item], int] = lambda _: 1,
    ) -> Task[Item]:
        """Start `make` in a daemon thread; while an earlier task is stuck, the new one fails.

        It pauses while what nobody has received yet reaches `buffer_limit`.
        """
        task = Task(buffer_limit, size_of)
        with self._lock:
            self._running = [earlier for earlier in self._running if not earlier.ended]
            if any(earlier.stuck for earlier in self._running):
                task.end(_STILL_BUSY)
                return task
            self._running.append(task)
        context = contextvars.copy_context()
        thread = threading.Thread(
            target=context.run, args=(task.run, make), name=self._name, daemon=True
        )
        try:
            thread.start()
        except RuntimeError as error:
            task.end(describe(error))
        return task


def gather(tasks: Sequence[Task[Item]], seconds: float, deadline: Deadline) -> list[list[Item]]:
    """Wait for all `tasks` together and return each one's items; one that is late fails."""
    now = monotonic()
    until = min(now + seconds, deadline.until)
    allowed = f"{until - now:.3g}"
    late = Failure(
        Message("It did not answer within %(seconds)s seconds.", seconds=allowed), defect=True
    )
    with contextlib.ExitStack() as stack:
        for task in tasks:
            stack.callback(task.close)
        return [_receive_all(task, until, deadline, late) for task in tasks]


def _receive_all(task: Task[Item], until: float, deadline: Deadline, late: Failure) -> list[Item]:
    items: list[Item] = []
    try:
        while more := task.receive(until, deadline):
            items += more
    except TimeoutError:
        task.close(late)
    return items
