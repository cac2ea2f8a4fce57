"""Takes what packages print and log, so that it reaches the program's log redacted, or not at all.

Nothing that a package writes waits for the log: a separate thread writes it, and what does not
fit into its queue is dropped.
"""

import contextlib
import io
import logging
import os
import queue
import select
import sys
import threading
from functools import cache
from time import monotonic
from typing import Any, TextIO

from support_packet.host.supervision.output import current_output
from support_packet.process.threads import NOT_AGAIN_SECONDS, Thread

_MAX_WAITING = 1000
_FLUSH_SECONDS = 5.0

logger = logging.getLogger("support_packet.collectors")


class CollectorLog:
    """A queue of lines for the log, and the thread that writes them; made again after a fork."""

    def __init__(self) -> None:
        self._process = 0
        self._not_before = 0.0
        self._lines: queue.Queue[str | threading.Event] = queue.Queue(_MAX_WAITING)
        self._lock = threading.Lock()

    def put(self, line: str) -> None:
        """Take a line, unless too many wait already; never waits itself.

        For some seconds after no thread could be started to write it, lines are dropped.
        """
        with contextlib.suppress(queue.Full, RuntimeError):
            if self._process != os.getpid():
                self._start()
            self._lines.put_nowait(line)

    def flush(self, seconds: float = _FLUSH_SECONDS) -> None:
        """Wait until all lines so far are written, for `seconds` at most."""
        written = threading.Event()
        if self._process == os.getpid():
            with contextlib.suppress(queue.Full):
                self._lines.put(written, timeout=seconds)
                written.wait(seconds)

    def _start(self) -> None:
        with self._lock:
            if self._process == os.getpid() or monotonic() < self._not_before:
                return
            self._lines = queue.Queue(_MAX_WAITING)
            self._process = os.getpid()
        # Others put their lines meanwhile: the start may take its time.
        try:
            name = "support-packet-collector-log"
            Thread(target=self._write, name=name, daemon=True).start()
        except RuntimeError:
            self._not_before = monotonic() + NOT_AGAIN_SECONDS
            self._process = 0
            raise

    def _write(self) -> None:
        while True:
            line = self._lines.get()
            if isinstance(line, threading.Event):
                line.set()
                continue
            # Not within the logging call: it would hold its lock, and all others would wait, too.
            _wait_until_writable()
            logger.info("%s", line)


@cache
def collector_log() -> CollectorLog:
    """Return the one of this program."""
    return CollectorLog()


def _wait_until_writable() -> None:
    stream = unwrapped(sys.stderr)
    try:
        poll = select.poll()
        poll.register(stream.fileno(), select.POLLOUT)
        poll.poll()
    except (OSError, ValueError):
        return


class CollectorStream(io.TextIOBase):
    """Stands for `real`, standard output or error: what a package writes goes to the log."""

    def __init__(self, real: TextIO) -> None:
        self.real = real
        self.buffer = _Bytes(self)
        self._told = False

    @property
    def encoding(self) -> str:  # type: ignore[override] # TextIOBase has an attribute
        """That of the real stream."""
        return self.real.encoding

    def write(self, text: str) -> int:
        """Write `text` where it belongs."""
        output = current_output.get()
        if output is not None:
            output.write(text, collector_log().put)
        elif threading.current_thread() is threading.main_thread():
            self.real.write(text)
        else:
            # Nobody knows whose it is, nor what is secret in it.
            self._tell_of_strangers()
        return len(text)

    def writable(self) -> bool:
        """Return that it is."""
        return True

    def flush(self) -> None:
        """Flush the real stream, which only the host writes to."""
        if current_output.get() is None:
            self.real.flush()

    def isatty(self) -> bool:
        """Return what the real stream says."""
        return self.real.isatty()

    def _tell_of_strangers(self) -> None:
        if not self._told:
            self._told = True
            collector_log().put(_STRANGERS)


_STRANGERS = (
    "A thread that a package started wrote to the standard output. That is not logged, because "
    "it is unknown which secrets it holds."
)


class _Bytes(io.RawIOBase):
    """The `buffer` of a text stream."""

    def __init__(self, text: CollectorStream) -> None:
        self._text = text

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        written = bytes(data)
        self._text.write(written.decode(errors="replace"))
        return len(written)


def unwrapped(stream: Any) -> TextIO:
    """Return the real stream that `stream` stands for."""
    real: TextIO = getattr(stream, "real", stream)
    return real


def take_over_output() -> None:
    """Put our own streams in place of standard output and error; once, at start.

    Their descriptors lead nowhere from here on: what a library in C or a child process writes to
    them cannot be redacted.
    """
    streams = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        copy = os.dup(stream.fileno())
        real = open(copy, "w", buffering=1, encoding="utf-8", errors="backslashreplace")  # noqa: SIM115, PTH123 -- it stays open, and is a descriptor
        streams.append(CollectorStream(real))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    sys.stdout, sys.stderr = streams
