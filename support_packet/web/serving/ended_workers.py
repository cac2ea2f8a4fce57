"""How worker processes have ended."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

BY_ITSELF = (0, -signal.SIGTERM)
"""The exit codes of workers that were to stop; a signal may come before one handles signals."""


def ended_children() -> Iterator[tuple[int, int]]:
    """Yield the process ID and the exit code of each child that has ended.

    The code is below zero for a signal.
    """
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            yield pid, os.waitstatus_to_exitcode(status)


def how_it_ended(code: int) -> str:
    """Return in words what an exit code says."""
    if code >= 0:
        return f"exited with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    # The kernel leaves no other trace of it.
    guess = "; perhaps the system has no memory left" if code == -signal.SIGKILL else ""
    return f"was ended by {name}{guess}"
