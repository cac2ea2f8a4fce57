"""Work that gets the processor only while it would be idle."""

import os
from contextlib import suppress


def run_at_idle_priority() -> None:
    """Run this thread at SCHED_IDLE, which needs no privilege; Linux only."""
    # Per thread, not per process: the thread that answers requests keeps its priority.
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
