"""Says, in the main process, what a worker was doing when it was killed or crashed."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from support_packet.process.proc_stat import stat_fields
from support_packet.process.running_work import SUSPENDED_SECONDS, RunningWork, WorkRecord
from support_packet.web.audit import write_audit_line

Work = Mapping[str, Any]

_NOT_AGAIN = (
    "Worker %d stopped responding because of %s. That is skipped for %g minutes, or until a "
    "reload. Update the package, report the error to its maintainers, or block the collector."
)

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
    `running`, which later workers inherit.
    """

    def __init__(
        self, running: RunningWork, seconds: Callable[[int, int], float] = processor_seconds
    ) -> None:
        self._running = running
        self._seconds = seconds
        self._before: dict[int, dict[int, float]] = {}

    def hangs(self, pid: int, record: WorkRecord) -> None:
        """Look how long each call of a worker that hangs has run."""
        self._before[pid] = self._times(pid, _calls(record))

    def still_hangs(self, pid: int, record: WorkRecord) -> None:
        """Look again before the worker is killed, and suspend what kept it from responding."""
        before = self._before.pop(pid, None)
        if before is None:
            return  # it is killed for another reason, such as a stop
        calls = _calls(record)
        ran = {
            thread: seconds - before.get(thread, seconds)
            for thread, seconds in self._times(pid, calls).items()
        }
        most = max(ran.values(), default=0.0)
        suspects = [call for call in calls if most <= 0 or ran[call["thread"]] == most]
        for call in suspects:
            collector, name = call["call"]
            self._running.suspend((collector, name))
        if suspects:
            one = "one of these calls: " if len(suspects) > 1 else ""
            logger.error(_NOT_AGAIN, pid, one + _names(suspects), SUSPENDED_SECONDS / 60)

    def report(self, pid: int, record: WorkRecord) -> None:
        """Log which calls and which packets ended with a worker."""
        self._before.pop(pid, None)
        if calls := _calls(record):
            logger.error("Worker %d ended during these calls: %s.", pid, _names(calls))
        for work in record.read():
            if packet := work.get("packet"):
                seconds = round(monotonic() - work["began"], 3)
                facts = {"result": "killed", **packet, "seconds": seconds}
                write_audit_line(facts)
        record.close()

    def _times(self, pid: int, calls: Iterable[Work]) -> dict[int, float]:
        return {call["thread"]: self._seconds(pid, call["thread"]) for call in calls}


def _calls(record: WorkRecord) -> list[Work]:
    return [work for work in record.read() if "call" in work]


def _names(calls: Iterable[Work]) -> str:
    """Return whose calls they are; files are not named, which the next packet's warnings do."""
    return "; ".join(": ".join(filter(None, [call["call"][0], call["shown"]])) for call in calls)
