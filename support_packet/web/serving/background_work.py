"""Work in a separate process, so that no request waits for it and its memory is freed."""

import fcntl
import os
import select
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from support_packet.process.priority import run_at_idle_priority

_MAX_SECONDS = 300
_STANDARD = range(3)
"""The descriptors of standard input, output and error."""


class BackgroundWork:
    """A process that waits, and does `work` at idle priority, with only these descriptors.

    It is not a child of this one, whose children are workers only, but ends with it. If no process
    can be started, or the work fails, the work is not done.
    """

    def __init__(self, work: Callable[[], None], descriptors: Collection[int]) -> None:
        self._hold: int | None = None
        self._begun = False
        waiting, begin = os.pipe()
        try:
            pid = os.fork()
            if pid == 0:
                _leave(work, waiting, descriptors)
            # The main process also waits for whatever child has ended.
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            self._hold = begin
        except OSError:
            os.close(begin)
        finally:
            os.close(waiting)

    def begin(self) -> None:
        """Start the work, once."""
        if self._hold is not None and not self._begun:
            self._begun = True
            with suppress(OSError):
                os.write(self._hold, b"\n")

    def end(self) -> None:
        """End it; in a fork of this process, only let go of it."""
        hold, self._hold = self._hold, None
        if hold is not None:
            os.close(hold)


def _leave(work: Callable[[], None], waiting: int, descriptors: Collection[int]) -> None:
    try:
        if os.fork() == 0:
            # In its own group: the end of the other one is waited for.
            os.setsid()
            _restore_signals()
            _close_all_but({waiting, *descriptors})
            if os.read(waiting, 1) and not _ends_with_the_other_end(waiting):
                signal.alarm(_MAX_SECONDS)
                run_at_idle_priority()
                work()
    finally:
        # Also after an error: nothing that follows is for this process.
        os._exit(0)


def _ends_with_the_other_end(pipe: int) -> bool:
    """Let a signal end this process once the other end is closed; true if it is closed already.

    A thread that waits for that would not run while the work keeps the interpreter busy.
    """
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, os.O_ASYNC)
    return bool(select.select([pipe], [], [], 0)[0])


def _restore_signals() -> None:
    ending = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)
    for number in (*ending, signal.SIGALRM, signal.SIGIO):
        signal.signal(number, signal.SIG_DFL)


def _close_all_but(descriptors: Collection[int]) -> None:
    """Close the sockets, which the next start may need, and outputs, whose end is waited for."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in _STANDARD:
        os.dup2(nowhere, standard)
    for descriptor in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if descriptor not in (*_STANDARD, *descriptors):
            with suppress(OSError):
                os.close(descriptor)
