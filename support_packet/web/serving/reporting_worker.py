"""gunicorn's worker process, which tells the main process what it does, and why it cannot start."""

import sys
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from support_packet.errors import SupportPacketError
from support_packet.host.problems import one_line
from support_packet.process.running_work import WorkRecord, running_work
from support_packet.web.stack_trace import stack_trace


class ReportingWorker(ThreadWorker):
    """The main process makes it, and forks; `record` is memory of both.

    The record is empty at the end of a process that ends by itself.
    """

    _aborted = False

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.record = WorkRecord()

    def init_process(self) -> None:
        """Begin, in the process of this worker."""
        running_work.record = self.record
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the application; if that fails, the main process decides what happens."""
        try:
            super().load_wsgi()
        except Exception as error:  # noqa: BLE001 -- also of a package's
            known = isinstance(error, SupportPacketError)
            self.app.reports.send(one_line(str(error)) if known else stack_trace(error))
            sys.exit(0)

    def run(self) -> None:
        """Serve until the worker ends."""
        try:
            super().run()
        finally:
            if not self._aborted:
                self.record.clear()

    def handle_abort(self, sig: int, frame: Any) -> None:
        """End at once: the main thread has not run for too long."""
        self._aborted = True
        super().handle_abort(sig, frame)
