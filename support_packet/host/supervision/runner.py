"""Starts the tasks of one entry point; a call that hangs costs one thread, not one per packet."""

import contextlib
import contextvars
import math
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from time import monotonic
from typing import Any

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import describe
from support_packet.host.supervision.output import Output
from support_packet.host.supervision.task import Call, Item, Task
from support_packet.process.current_call import current_distribution, current_module
from support_packet.process.running_work import SUSPENDED_SECONDS, running_work
from support_packet.process.threads import Thread
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

MAX_STUCK = 8
"""How many calls of one collector may hang before no further file or fact of it is begun."""
_MAX_LEFT_ALONE = 3
"""How many abandoned calls with one name may still run before no more are begun."""
_ONCE = Call()

_SUSPENDED = Reason(
    Message(
        N_(
            "Skipped, because the whole service stopped responding during an earlier call, and had "
            "to be restarted. It will be called again %(minutes)s minutes after that, or after a "
            "reload."
        ),
        minutes=f"{SUSPENDED_SECONDS / 60:g}",
    ),
    defect=True,
)


class TaskRunner:
    """The tasks of one entry point, over all packets of this process.

    `name` is that of its threads, `distribution` the package whose code they run, `module` the one
    that the entry point names. `calls` and `seconds` are how many tasks have ended and how long
    they ran, without waiting for the client.

    A thread cannot be killed. A call that hangs is left alone, and not made again until it has
    ended; the other calls of the entry point are. One that hangs in `elsewhere`, another runner of
    the same entry point, is not made either. `hangs_after` is as for a task.
    """

    def __init__(
        self,
        name: str,
        distribution: str = "",
        module: str = "",
        *,
        elsewhere: "TaskRunner | None" = None,
        hangs_after: float = 0.0,
    ) -> None:
        self._name = name
        self._elsewhere = elsewhere
        self._hangs_after = hangs_after
        self._distribution = distribution
        self._module = module
        self.calls = 0
        self.seconds = 0.0
        self._running: list[Task[Any]] = []
        self._lock = threading.Lock()

    @property
    def stuck(self) -> bool:
        """Whether a call hangs, so that it is not made again."""
        return bool(self._stuck_calls())

    def start(
        self,
        make: Callable[[], Generator[Item, None, None]],
        buffer_limit: float = math.inf,
        size_of: Callable[[Item], int] = lambda _: 1,
        call: Call = _ONCE,
    ) -> Task[Item]:
        """Start `make` in a daemon thread; while an earlier such call is stuck, the task fails.

        It pauses while the items not yet received reach `buffer_limit`.
        """
        task = Task(buffer_limit, size_of, call, self._hangs_after)
        # What belongs to no package, such as the reading of the secrets, is never left out.
        if self._distribution and running_work.is_suspended((self._name, call.name)):
            task.skip(_SUSPENDED)
            return task
        with self._lock:
            self._running = [earlier for earlier in self._running if not earlier.ended]
            if stuck := self._in_the_way(call):
                task.skip(_still_running(stuck, self._name))
                return task
            self._running.append(task)
        # A copy, so that `current_warn` of one task is not that of another.
        context = contextvars.copy_context()
        context.run(current_distribution.set, self._distribution)
        context.run(current_module.set, self._module)
        thread = Thread(
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

    def _in_the_way(self, call: Call) -> list[str]:
        """Return the names of the calls that have to end before this one is made."""
        stuck = self._stuck_calls()
        if self._elsewhere:
            stuck += self._elsewhere._stuck_calls()  # noqa: SLF001 -- of the same class
        if call.name in stuck:
            return [call.name]
        return [] if call.vital or len(stuck) < MAX_STUCK else stuck

    def _stuck_calls(self) -> list[str]:
        left = Counter[str]()
        for task in list(self._running):
            if task.left_alone:
                left[task.call.name] += _MAX_LEFT_ALONE if task.stuck else 1
        return [name for name, count in left.items() if count >= _MAX_LEFT_ALONE]

    def _run(self, task: Task[Item], make: Callable[[], Generator[Item, None, None]]) -> None:
        began = monotonic()
        # The names of hooks are known; that of a file may hold a secret, which a log must not show.
        shown = task.call.name if task.call.vital else ""
        with running_work.call((self._name, task.call.name), shown):
            task.run(make, Output(self._name))
        with self._lock:
            self.calls += 1
            self.seconds += monotonic() - began - task.waited


def _still_running(calls: Iterable[str], runner: str) -> Reason:
    """Return why a call is not made while earlier ones, with these names, hang."""
    names = ", ".join(sorted({name for name in calls if name})) or runner
    return Reason(
        Message(
            N_(
                "Skipped, because an earlier call is still running: %(calls)s. It will be called "
                "again once that has ended."
            ),
            calls=names,
        ),
        defect=True,
    )


def not_within(seconds: float) -> Reason:
    """Return why a call that is no longer waited for has failed."""
    late = N_("It did not respond within %(seconds)s seconds.")
    return Reason(Message(late, seconds=f"{seconds:.3g}"), defect=True)


def gather(tasks: Sequence[Task[Item]], seconds: float, deadline: Deadline) -> list[list[Item]]:
    """Wait up to `seconds` for all `tasks` and return the items of each; a late task fails."""
    now = monotonic()
    until = min(now + seconds, deadline.until)
    late = not_within(until - now)
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
