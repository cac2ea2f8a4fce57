"""Writes log lines to a stream without ever waiting for its reader."""

import os
import select
import socket
import stat
import threading
from collections.abc import Callable
from functools import partial

from support_packet.host.supervision.lost_lines import LostLines

_PIECE = 4096
"""What a pipe takes at once, or not at all."""

_dropped = 0


def dropped_lines() -> int:
    """Return how many lines this process has dropped."""
    return _dropped


class LineWriter:
    """Writes whole lines to `descriptor`; what its reader does not take is dropped and counted.

    A line of which the first part was written is kept until the rest can be. `notice` returns the
    line that says how many are missing, once there is a reader again. What is not said before
    `close` is left in `lost`, for the writers of other processes that share it.
    """

    def __init__(
        self, descriptor: int, notice: Callable[[int], str], lost: LostLines | None = None
    ) -> None:
        self._descriptor, self._write = non_blocking(descriptor)
        self._notice = notice
        self._rest = b""
        self._missing = 0
        self._lost = lost
        self._process = os.getpid()
        self._lock = threading.Lock()

    def write(self, line: str) -> None:
        """Write a line, or drop it; never waits, never raises `OSError`."""
        with self._lock:
            self._forget_other_process()
            self._flush()
            if self._lost:
                self._missing += self._lost.take()
            # Together: the notice alone would still fit where no other line does.
            lines = [self._notice(self._missing), line] if self._missing else [line]
            if self._rest or not self._begin("\n".join(lines)):
                self._drop()
            else:
                self._missing = 0

    def close(self) -> None:
        """Say what is missing, and give the descriptor back, if it is one of its own."""
        with self._lock:
            self._forget_other_process()
            self._leave_missing()
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None

    def _forget_other_process(self) -> None:
        """Leave to the process that this one was forked from what that still has to write."""
        if self._process != os.getpid():
            self._process, self._missing, self._rest = os.getpid(), 0, b""

    def _leave_missing(self) -> None:
        self._flush()
        said = self._missing and not self._rest and self._begin(self._notice(self._missing))
        if self._lost and self._missing and not said:
            self._lost.leave(self._missing)
        self._missing, self._rest = 0, b""

    def _begin(self, line: str) -> bool:
        """Write a line as far as it fits; return whether anything of it was written."""
        self._rest = data = f"{line}\n".encode(errors="backslashreplace")
        self._flush()
        if self._rest == data:
            self._rest = b""
            return False
        return True

    def _flush(self) -> None:
        try:
            while self._rest:
                self._rest = self._rest[self._write(self._rest) :]
        except OSError:
            # Nobody reads, the reader has left, or the disk is full.
            return

    def _drop(self) -> None:
        global _dropped  # noqa: PLW0603 -- one count for all streams of the process
        _dropped += 1
        self._missing += 1


def non_blocking(descriptor: int) -> tuple[int | None, Callable[[bytes], int]]:
    """Return a function that writes what fits, and raises `BlockingIOError` where nothing does.

    The open file itself stays as it is: other processes share it. The first value is a descriptor
    to close in the end, if there is one.
    """
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return None, partial(os.write, descriptor)
    if stat.S_ISSOCK(mode):
        copy = os.dup(descriptor)
        return copy, partial(_send, copy)
    try:
        # Another open file of the same pipe or terminal, with its own flags.
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY
        copy = os.open(f"/proc/self/fd/{descriptor}", flags)
    except OSError:
        return None, partial(_write_when_ready, descriptor)
    return copy, partial(os.write, copy)


def _send(descriptor: int, data: bytes) -> int:
    stream = socket.socket(fileno=descriptor)
    try:
        return stream.send(data, socket.MSG_DONTWAIT)
    finally:
        stream.detach()


def _write_when_ready(descriptor: int, data: bytes) -> int:
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    if not poll.poll(0):
        raise BlockingIOError
    return os.write(descriptor, data[:_PIECE])
