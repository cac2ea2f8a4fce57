"""Which package's code is running, and whether the host still waits for it."""

import math
from collections.abc import Callable
from contextvars import ContextVar

current_distribution: ContextVar[str] = ContextVar("current_distribution", default="")
"""The distribution whose code is running; empty outside the host, as in a package's own tests."""

current_module: ContextVar[str] = ContextVar("current_module", default="")
"""The module that its entry point names; empty where that is unknown."""


def _waited_for() -> bool:
    return False


current_stopped: ContextVar[Callable[[], bool]] = ContextVar("current_stopped", default=_waited_for)
"""Returns whether the host has stopped waiting for this call, so that its result is not used."""


current_name: ContextVar[str] = ContextVar("current_name", default="")
"""The name of the file, facts or hook that this call is for; empty outside the host."""


current_seconds: ContextVar[float] = ContextVar("current_seconds", default=math.inf)
"""How many seconds the host waits for this call at most; no wait for a server may be longer."""


def _nobody() -> None:
    pass


current_unshared: ContextVar[Callable[[], None]] = ContextVar("current_unshared", default=_nobody)
"""Tells the host that this call, while it waits, holds nothing that another one may need."""
