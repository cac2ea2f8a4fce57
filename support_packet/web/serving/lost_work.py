"""Says, in the main process, what a worker was doing when it was killed or crashed."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from support_packet.process.proc_stat import stat_fields
from support_packet.process.running_work import (
    SUSPENDED_SECONDS,
    CallName,
    RunningWork,
    WorkRecord,
)
from support_packet.web.audit import write_audit_line
from support_packet.web.serving.ended_workers import BY_ITSELF, how_it_ended

Work = Mapping[str, Any]

_NOT_AGAIN = (
    "Worker %d %s. That is skipped for %g minutes, or until a reload. Update the package, report "
    "the error to its maintainers, or block the collector."
)
_HUNG = "stopped responding because of"
_CRASHED = "crashed during what an earlier one crashed during:"
_NO_RESPONSE = "it did not respond"
_NO_STOP = "it did not stop in time"

logger = logging.getLogger(__name__)


def processor_seconds(pid: int, thread: int) -> float:
    """Return how long a thread of another process has run; 0 where that is unknown."""
    try:
        # The time in user mode and in the kernel.
        user, system = stat_fields(Path(f"/proc/{pid}/task/{thread}"))[11:13]
    except (OSError, ValueError):
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class LostWork:
    """The work of workers that did not end by themselves.

    A call that keeps the interpreter's lock stops all threads of its process. It is the one that
    runs on while the others wait; where none runs, it may be any of them. It is suspended in
    `running`, which later workers inherit. So is a call during which two workers crashed: one may
    have been killed from outside. `count` counts a worker, and how many packets ended with it.
    """

    def __init__(
        self,
        running: RunningWork,
        seconds: Callable[[int, int], float] = processor_seconds,
        count: Callable[[int], None] = lambda _packets: None,
    ) -> None:
        self._running = running
        self._seconds = seconds
        self._count = count
        self._before: dict[int, dict[int, float]] = {}
        self._killed: dict[int, str] = {}
        self._crashed: set[CallName] = set()

    def forget(self) -> None:
        """Have all calls made again: packages may be others now."""
        self._running.suspended.clear()
        self._crashed.clear()

    def hangs(self, pid: int, record: WorkRecord) -> None:
        """Look how long each call of a worker that hangs has run."""
        self._before[pid] = self._times(pid, _calls(record))

    def still_hangs(self, pid: int, record: WorkRecord) -> None:
        """Look again before the worker is killed, and suspend what kept it from responding."""
        before = self._before.pop(pid, None)
        if before is None:
            self._killed.setdefault(pid, _NO_STOP)
            return
        self._killed[pid] = _NO_RESPONSE
        calls = _calls(record)
        ran = {
            thread: seconds - before.get(thread, seconds)
            for thread, seconds in self._times(pid, calls).items()
        }
        most = max(ran.values(), default=0.0)
        self._suspend(
            pid, _HUNG, [call for call in calls if most <= 0 or ran[call["thread"]] == most]
        )

    def report(self, pid: int, code: int, record: WorkRecord) -> None:
        """Log how a worker ended, and which calls and packets ended with it."""
        self._before.pop(pid, None)
        why = self._killed.pop(pid, None)
        calls, packets = _calls(record), [work for work in record.read() if "packet" in work]
        if why:
            logger.error("Worker %d was killed by its main process: %s.", pid, why)
        elif code not in BY_ITSELF:
            logger.error("Worker %d %s.", pid, how_it_ended(code))
        if calls:
            logger.error("Worker %d ended during these calls: %s.", pid, _names(calls))
        if not why:
            self._suspend_crashed(pid, calls)
        if calls or packets or code not in BY_ITSELF:
            self._count(len(packets))
        for work in packets:
            seconds = round(monotonic() - work["began"], 3)
            write_audit_line({"result": "killed", **work["packet"], "seconds": seconds})
        record.close()

    def _suspend_crashed(self, pid: int, calls: Iterable[Work]) -> None:
        again = [call for call in calls if _name(call) in self._crashed]
        self._crashed |= {_name(call) for call in calls}
        self._suspend(pid, _CRASHED, again)

    def _suspend(self, pid: int, why: str, calls: Sequence[Work]) -> None:
        for call in calls:
            self._running.suspend(_name(call))
        if calls:
            one = "one of these calls: " if len(calls) > 1 else ""
            what = f"{why} {one}{_names(calls)}"
            logger.error(_NOT_AGAIN, pid, what, SUSPENDED_SECONDS / 60)

    def _times(self, pid: int, calls: Iterable[Work]) -> dict[int, float]:
        return {call["thread"]: self._seconds(pid, call["thread"]) for call in calls}


def _calls(record: WorkRecord) -> list[Work]:
    return [work for work in record.read() if "call" in work]


def _name(call: Work) -> CallName:
    collector, name = call["call"]
    return collector, name


def _names(calls: Iterable[Work]) -> str:
    """Return whose calls they are; files are not named, which the next packet's warnings do."""
    return "; ".join(": ".join(filter(None, [call["call"][0], call["shown"]])) for call in calls)
