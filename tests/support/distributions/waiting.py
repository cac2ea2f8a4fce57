"""Waiting for what another thread brings about."""

import threading
from collections.abc import Callable
from time import monotonic


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait until `condition` holds, and return whether it did within `seconds`."""
    until = monotonic() + seconds
    pause = threading.Event()
    while not condition() and monotonic() < until:
        pause.wait(0.005)
    return condition()
