"""Bounded waiting for a condition that another thread or process brings about."""

import threading
from collections.abc import Callable
from time import monotonic


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until `condition` holds, for `seconds` at most; return whether it does."""
    until = monotonic() + seconds
    pause = threading.Event()
    while not condition() and monotonic() < until:
        pause.wait(0.005)
    return condition()
