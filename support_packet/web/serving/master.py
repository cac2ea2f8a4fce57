"""gunicorn's main process: it keeps one worker, and replaces it without refusing a request."""

import os
import signal
import sys
from contextlib import suppress
from time import monotonic
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.errors import HaltServer

from support_packet.errors import SupportPacketError
from support_packet.host.problems import one_line
from support_packet.process.running_work import running_work
from support_packet.web.serving.boot import BootReports
from support_packet.web.serving.ended_workers import ended_children
from support_packet.web.serving.lost_work import LostWork
from support_packet.web.serving.systemd import Notifier

RETIRE = signal.SIGUSR2
"""What makes a worker end when all its downloads have ended; it no longer accepts connections."""

_PAUSE_SECONDS = 5.0
"""How long after a worker that could not start the next one does."""

_ENDED = "The new worker ended before it answered requests."
_NO_WORKER = "No worker can start, and nothing is served. %s The next attempt is in %g seconds."


class Master(Arbiter):
    """Starts a new worker first, and retires the old one once the new one answers requests.

    gunicorn itself stops the old one after a fixed time, whether or not the new one is ready, and
    does not replace one that dies meanwhile. A reload that fails changes nothing.
    """

    def __init__(self, server: Any, reports: BootReports, notifier: Notifier) -> None:
        self._reports = reports
        self._notifier = notifier
        self._ready: set[int] = set()
        self._retired: set[int] = set()
        self._before: Any = None
        self._trial = 0
        self._answered = False
        self._ended: set[int] = set()
        self._start_at = 0.0
        self._lost_work = LostWork(running_work, count=server.served.lost)
        super().__init__(server)

    def handle_hup(self) -> None:
        """Read the settings and packages again; running downloads end in the old worker."""
        self.log.info("Reloading.")
        self._notifier.reloading()
        self.app.keep_directory()
        before = self.app.served, self.app.cfg
        try:
            self.app.read_again()
        except SupportPacketError as error:
            self._keep_old(one_line(str(error)))
            return
        self._before = self._before or before
        self._lost_work.forget()
        self.setup(self.app)
        self._trial = self.spawn_worker()

    def handle_usr2(self) -> None:
        """Ignore it: a second main process would double all limits."""
        self.log.info("SIGUSR2 is ignored. SIGHUP takes up new packages and settings.")

    def manage_workers(self) -> None:
        """Keep one worker that answers requests, besides those that are retired."""
        self._notifier.alive()
        self.app.keep_directory()
        self._hear()
        if self._ended - self._ready - {self._trial}:
            self._start_at = monotonic() + _PAUSE_SECONDS
        self._ended.clear()
        alive = set(self.WORKERS)
        self._ready &= alive
        self._retired &= alive
        serving = sorted(alive - self._retired, key=lambda pid: self.WORKERS[pid].age)
        if not serving:
            if self._before:
                self._go_back(_ENDED)
            if monotonic() >= self._start_at:
                self.spawn_worker()
        elif serving[-1] in self._ready:
            for pid in serving[:-1]:
                self._retire(pid)
            if self._before and self._trial not in serving:
                self._go_back(_ENDED)

    def spawn_worker(self) -> int:
        """Start a worker, which is to know whether it replaces one that is gone."""
        self.app.replaces = self._answered and self._before is None
        return int(super().spawn_worker() or 0)

    def kill_worker(self, pid: int, sig: int) -> None:
        """Send a signal; a worker that hangs is sent SIGABRT first, and SIGKILL a second later."""
        if worker := self.WORKERS.get(pid):
            if sig == signal.SIGABRT:
                self._lost_work.hangs(pid, worker.record)
            elif sig == signal.SIGKILL:
                self._lost_work.still_hangs(pid, worker.record)
        super().kill_worker(pid, sig)

    def reap_workers(self) -> None:
        """Take note of the workers that have ended.

        gunicorn would guess that a worker that it has killed itself had no memory left.
        """
        for pid, code in ended_children():
            if worker := self.WORKERS.pop(pid, None):
                worker.tmp.close()
                self._ended.add(pid)
                self._lost_work.report(pid, code, worker.record)
                if code in (self.WORKER_BOOT_ERROR, self.APP_LOAD_ERROR) and not self._answered:
                    raise HaltServer("No worker could start.", code)

    def halt(self, *arguments: Any, **named: Any) -> None:
        """Stop all workers and end the process."""
        self._notifier.stopping()
        super().halt(*arguments, **named)

    def _retire(self, pid: int) -> None:
        self.log.info("Retiring worker %d: it finishes its downloads.", pid)
        self._retired.add(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, RETIRE)

    def _hear(self) -> None:
        for pid, problem in self._reports.read():
            if not problem:
                self._answered = True
                self._ready.add(pid)
                if pid == self._trial:
                    self._before = None
                self._notifier.ready()
                self.app.make_ahead()
            elif not self._answered:
                # There is nothing to go back to.
                sys.stderr.write(f"support-packet: {problem}\n")
                raise SystemExit(2)
            elif not self._before:
                self.log.error(_NO_WORKER, problem, _PAUSE_SECONDS)
                self._notifier.status(f"No worker can start: {problem}")
            elif pid == self._trial:
                self._go_back(problem)

    def _go_back(self, problem: str) -> None:
        self.app.served, self.app.cfg = self._before
        self._before = None
        self.setup(self.app)
        self._keep_old(problem)

    def _keep_old(self, problem: str) -> None:
        self.log.error("The reload failed, and everything stays as it was. %s", problem)
        self._notifier.status(f"The last reload failed: {problem}")
        self._notifier.ready()
