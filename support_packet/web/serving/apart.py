"""Work for others that a process of its own does, so that nobody waits or keeps its memory."""

import os
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from support_packet.priority import run_at_idle_priority

_MAX_SECONDS = 300


class WorkApart:
    """A process that waits, and does `work` at idle priority, with only these descriptors.

    It is no child of this one: who lists its children finds workers only. Where there may not be
    another one, or the work fails, it is not done; nor if this process ends before `begin`.
    """

    def __init__(self, work: Callable[[], None], descriptors: Collection[int]) -> None:
        self._begin: int | None = None
        waiting, begin = os.pipe()
        try:
            pid = os.fork()
            if pid == 0:
                _leave(work, waiting, descriptors)
            # The main process also waits for whatever child has ended.
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            self._begin = begin
        except OSError:
            os.close(begin)
        finally:
            os.close(waiting)

    def leave(self) -> None:
        """Have no part in it, in another process that was forked from this one."""
        begin, self._begin = self._begin, None
        if begin is not None:
            os.close(begin)

    def begin(self) -> None:
        """Let it work, if it does not yet."""
        begin, self._begin = self._begin, None
        if begin is not None:
            with suppress(OSError):
                os.write(begin, b"\n")
            os.close(begin)


def _leave(work: Callable[[], None], waiting: int, descriptors: Collection[int]) -> None:
    try:
        if os.fork() == 0:
            _forget_signals()
            _close_all_but({waiting, *descriptors})
            if os.read(waiting, 1):
                signal.alarm(_MAX_SECONDS)
                run_at_idle_priority()
                work()
    finally:
        # Also after an error: nothing that follows is for this process.
        os._exit(0)


def _forget_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)


def _close_all_but(descriptors: Collection[int]) -> None:
    """Close the sockets, which the next start may want to have, and let nobody wait for output."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    for name in [path.name for path in Path("/proc/self/fd").iterdir()]:
        if int(name) > 2 and int(name) not in descriptors:  # noqa: PLR2004 -- standard error
            with suppress(OSError):
                os.close(int(name))
