"""The priority of work that other programs, the chat server before all, should not notice."""

import os
import time
from contextlib import suppress
from pathlib import Path

_MEASURED_SECONDS = 0.02
"""Of processor time, after which it is told whether others want the processor."""

_NICE = 10
"""A tenth of what a program of normal priority gets that wants the same processor."""

_BUSY = 0.5
_STARVED = 10.0
"""Seconds that a thread waited for a processor for each that it had one."""


def run_at_idle_priority() -> None:
    """Run this thread at SCHED_IDLE, which needs no privilege; Linux only."""
    # Per thread, not per process: the thread that answers requests keeps its priority.
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


class LowPriority:
    """The priority of a thread that works while the processor would be idle, or else slowly.

    Where a processor is never idle, SCHED_IDLE gives a thread a few thousandths of it, and the
    whole process waits while that thread holds the interpreter's lock. There it runs at a
    priority that gives it a tenth. Linux only; made by the thread itself, at normal priority.
    """

    def __init__(self) -> None:
        self._ran, self._waited = _ran_and_waited()

    def adjust(self) -> bool:
        """Set it by how long this thread waited for a processor since that was last looked at.

        Returns false if the thread hardly runs at all. Then another one has to do its work: a
        thread at SCHED_IDLE may not leave it without a privilege.
        """
        total_ran, total_waited = _ran_and_waited()
        ran, waited = total_ran - self._ran, total_waited - self._waited
        if _has_idle_priority():
            self._ran, self._waited = total_ran, total_waited
            return waited < max(_STARVED * ran, _STARVED * _MEASURED_SECONDS)
        if ran < _MEASURED_SECONDS:
            return True
        self._ran, self._waited = total_ran, total_waited
        if waited > _BUSY * ran:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, 0, _NICE)
        else:
            run_at_idle_priority()
        return True


def _has_idle_priority() -> bool:
    with suppress(AttributeError, OSError):
        return os.sched_getscheduler(0) == os.SCHED_IDLE
    return False


def _ran_and_waited() -> tuple[float, float]:
    """Return for how long this thread had a processor, and for how long it waited for one."""
    waited = 0
    # https://docs.kernel.org/scheduler/sched-stats.html
    with suppress(OSError, ValueError, IndexError):
        waited = int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1])
    return time.thread_time(), waited / 1e9
