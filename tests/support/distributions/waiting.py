"""Bounded waiting for a condition that another thread or process brings about."""

import threading
from collections.abc import Callable
from time import monotonic

READ_SECONDS = 60.0
"""More than a file or a database takes on a busy machine, for tests in which none hangs."""


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until `condition` holds, for `seconds` at most; return whether it did.

    It is not asked again once it has held: it may hold for a moment only, such as an answer of the
    new one of two workers that both still answer.
    """
    until = monotonic() + seconds
    pause = threading.Event()
    while True:
        begun = monotonic()
        if condition():
            return True
        if begun >= until:
            return False
        # What costs much, such as a look at all processes, is asked less often.
        pause.wait(max(0.005, 4 * (monotonic() - begun)))
