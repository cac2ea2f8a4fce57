"""The priority of work that other programs, above all the chat server, should not notice."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, process_time, thread_time
from typing import NamedTuple

_MEASURED_SECONDS = 0.02
"""Seconds of processor time after which to check whether others want the processor."""

_LOOK_SECONDS = 0.25
"""How long nothing is looked at again: what tells how long a thread waited is opened each time."""

_NICE = 10
"""With it, a thread gets a tenth of what a program of normal priority gets."""

_COMPETING = 0.25
"""How many seconds others keep a thread waiting for each that it runs, where they want to."""

_STARVED = 10.0
"""How many seconds a thread waits for each that it runs, where it hardly does."""


class _Times(NamedTuple):
    """Seconds since some time: of processor of this thread, and of all; waiting for a processor."""

    ran: float
    all_ran: float
    waited: float

    def since(self, before: "_Times") -> "_Times":
        return _Times(*(now - then for now, then in zip(self, before, strict=True)))


def run_at_idle_priority() -> None:
    """Run this thread at SCHED_IDLE, which needs no privilege; Linux only."""
    # Per thread, not per process: the thread that answers requests keeps its priority.
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


class LowPriority:
    """The priority of a thread that works while the processor would be idle, or else slowly.

    Where a processor is never idle, SCHED_IDLE gives a thread a few thousandths of it, and the
    whole process waits while that thread holds the interpreter's lock. There it runs at a
    priority that gives it a tenth: from the beginning if it is `known_busy`. Linux only; made by
    the thread itself, at normal priority.
    """

    def __init__(self, *, known_busy: bool = False) -> None:
        self._looked = _times()
        self._next_look = 0.0
        if known_busy:
            _be_nice()

    def adjust(self) -> bool:
        """Set it by how long this thread waited for a processor since that was last looked at.

        Returns false if the thread hardly runs at all. Then another one has to do its work: a
        thread at SCHED_IDLE may not leave it without a privilege.
        """
        if monotonic() < self._next_look:
            return True
        now = _times()
        past = now.since(self._looked)
        if _has_idle_priority():
            self._look_later(now)
            return past.waited < _STARVED * max(past.ran, _MEASURED_SECONDS)
        if past.ran < _MEASURED_SECONDS:
            return True
        self._look_later(now)
        # Threads of this process also wait for each other.
        waited_for_own = (past.all_ran - past.ran) / _processors()
        if past.waited - waited_for_own > _COMPETING * past.ran:
            _be_nice()
        else:
            run_at_idle_priority()
        return True

    def _look_later(self, looked: _Times) -> None:
        self._looked = looked
        self._next_look = monotonic() + _LOOK_SECONDS


def _be_nice() -> None:
    # Elsewhere than on Linux, it would be the whole process.
    if sys.platform == "linux":
        with suppress(OSError):
            # The operator may have started it with more.
            niceness = max(_NICE, os.getpriority(os.PRIO_PROCESS, 0))
            os.setpriority(os.PRIO_PROCESS, 0, niceness)


def _has_idle_priority() -> bool:
    with suppress(AttributeError, OSError):
        return os.sched_getscheduler(0) == os.SCHED_IDLE
    return False


def _processors() -> int:
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _times() -> _Times:
    waited = 0
    # https://docs.kernel.org/scheduler/sched-stats.html
    with suppress(OSError, ValueError, IndexError):
        waited = int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1])
    return _Times(thread_time(), process_time(), waited / 1e9)
