"""gunicorn's worker process, with our own answers and log lines for malformed requests."""

import errno
import logging
import signal
from time import monotonic, sleep
from typing import Any

from gunicorn.http import errors
from gunicorn.workers.gthread import TConn

from support_packet.process.shortage import SCARCE
from support_packet.web.serving.malformed import (
    NO_THREAD,
    TOO_LARGE,
    TOO_LATE,
    MalformedRequests,
    status_of,
)
from support_packet.web.serving.master import RETIRE
from support_packet.web.serving.raw_request import is_probe
from support_packet.web.serving.reporting_worker import ReportingWorker
from support_packet.web.serving.threads import RequestThreads
from support_packet.web.serving.waiting import WaitingClients
from support_packet.web.stack_trace import stack_trace

_LEFT = {errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH}
"""How connections also end, unknown to gunicorn: the client took nothing, or its network failed."""

_NO_CLIENT = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED}
_SHORTAGE_SECONDS = 0.05
"""How long to wait before a connection is accepted again after a shortage."""
_SLOW_SECONDS = 1.0
"""Without descriptors, a client that takes longer than this for its request is dropped."""

_PROBE_THREADS = 2

_END_SECONDS = 3.0
"""How many seconds after a stop packets end early; their clients have a few more."""

_REST_SECONDS = 0.1
"""How long a thread waits for the rest of an unread body."""

logger = logging.getLogger(__name__)


class Worker(ReportingWorker):
    """Serves each whole request in a thread; until it is whole, its client waits without one."""

    _waiting: WaitingClients
    _malformed: MalformedRequests
    _probes: RequestThreads
    _retired = False
    _hang_up_at: float | None = None
    _every_second_at = 0.0

    def get_thread_pool(self) -> RequestThreads:
        """Return what gunicorn runs requests in; probes have their own threads."""
        self._probes = RequestThreads(max_workers=_PROBE_THREADS)
        return RequestThreads(max_workers=self.cfg.threads)

    def init_signals(self) -> None:
        """Handle the signal that retires this worker, too."""
        super().init_signals()
        signal.signal(RETIRE, self._retire)
        signal.siginterrupt(RETIRE, False)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop soon; a retired worker that still sends gets the same time to finish."""
        if self._retired:
            self._hang_up_at = monotonic() + self.app.finish_seconds
        super().handle_exit(sig, frame)

    def _retire(self, sig: int, frame: Any) -> None:
        """Accept nothing more, and end when all downloads have ended."""
        if self.alive:
            self._retired = True
            self.cfg.set("graceful_timeout", self.app.retired_seconds)
            self.app.retire()
            super().handle_exit(sig, frame)

    def run(self) -> None:
        """Serve until the worker ends."""
        self._malformed = MalformedRequests(self.app.served.refused)
        self._waiting = WaitingClients(self.poller, self._serve, self._refuse, self._drop)
        try:
            super().run()
        finally:
            # Otherwise those that wait for requests would keep the process from ending.
            for threads in (self._probes, self.tpool):
                threads.shutdown(wait=False)

    def accept(self, listener: Any) -> None:
        """Accept a connection, which then waits for its request."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in SCARCE:
                # The client stays in the queue of the listener, and is accepted a moment later.
                self._waiting.make_room(_SLOW_SECONDS)
                sleep(_SHORTAGE_SECONDS)
                return
            if error.errno in _NO_CLIENT:
                return
            raise
        self.nr_conns += 1
        self._waiting.await_request(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """Let a connection that is used again wait for its next request."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._waiting.await_request(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Keep the connection for its next request, or let the client hang up."""
        cancelled = fs.cancelled()
        if cancelled:
            self._malformed.answer(conn.sock, conn.client, *NO_THREAD)
        keep = not cancelled and fs.exception() is None and fs.result()
        if not keep:
            self._waiting.linger(conn)
        elif more := conn.parser.unreader.take_buffered():
            self._waiting.await_request(conn, more)
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Drop the clients that were waited for long enough; called after all that happens."""
        super().murder_pending()
        if monotonic() >= self._every_second_at:
            self._every_second_at = monotonic() + 1
            self.app.keep_directory()
            slots = self.app.served.downloads.slots
            # Nobody waits for the slots of a retired worker, and it waits for its downloads.
            look_at_clients = slots.hang_up_stalled if self._retired else slots.observe
            look_at_clients()
        self._waiting.sweep()
        if not self.alive and not self._retired:
            self._waiting.close()
            self.app.served.downloads.end_within(_END_SECONDS)
        if self._hang_up_at is not None and monotonic() >= self._hang_up_at:
            self._waiting.close()
            self.cfg.worker_int(self)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer a request, and return whether the connection can be used again."""
        if req._expected_100_continue:  # noqa: SLF001 -- gunicorn would ask for any body, too late
            req._expected_100_continue = False  # noqa: SLF001 -- it has no public name
            req.force_close()
        try:
            return bool(super().handle_request(req, conn))
        except OSError as error:
            if error.errno not in _LEFT:
                raise
            logger.debug("A client left: %s", error.strerror)
            return False

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Return whether the connection can be used again: not if a body is still coming."""
        until = monotonic() + _REST_SECONDS
        return keepalive and bool(conn.parser.finish_body(deadline=until))

    def _serve(self, connection: Any, request: bytes) -> None:
        connection.init()
        connection.data_ready = True
        connection.parser.unreader.unread(request)
        threads = self._probes if is_probe(request) else self.tpool
        answered = threads.submit(self.handle, connection)
        answered.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, connection, done)
        )

    def _refuse(self, connection: Any) -> None:
        self._malformed.answer(connection.sock, connection.client, *TOO_LARGE)
        self._waiting.linger(connection)

    def _drop(self, connection: Any, late: bool) -> None:
        self.nr_conns -= 1
        if late:
            self._malformed.answer(connection.sock, connection.client, *TOO_LATE)
        connection.close()

    def handle_error(self, _request: Any, client: Any, address: Any, error: Exception) -> None:
        """Answer a request that never reached the application.

        gunicorn would repeat the line that it did not understand, in its answer and in the log; it
        may hold a token.
        """
        client_error = isinstance(error, errors.ParseException)
        cause = type(error).__name__ if client_error else stack_trace(error)
        self._malformed.answer(client, address, status_of(error), cause)
