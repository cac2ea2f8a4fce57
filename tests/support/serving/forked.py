"""The command `support-packet` in a fork of a process that has loaded it already.

It is a process with its own directory, environment, streams and signals, and starts in a tenth of
the time. It does not show how Python starts: see `COLD` in `program.py`.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

_SERVER = Path(__file__).with_name("fork_server.py")
_SECONDS_TO_FORK = 60


class ForkedProcess:
    """As `subprocess.Popen`, with those of its members that tests use; its input is empty."""

    def __init__(
        self,
        command: Sequence[str],
        directory: Path,
        environment: Mapping[str, str],
        output: int,
        errors: int,
    ) -> None:
        self.args = command
        self.returncode: int | None = None
        self._connection, request = socket.socketpair()
        self._received = b""
        with request, Path(os.devnull).open("rb") as empty:
            descriptors = [request.fileno(), empty.fileno(), output, errors]
            socket.send_fds(_fork_server(), [b"."], descriptors)
        # Of Python's variables the fork server knows the one for its path.
        assert {name for name in environment if name.startswith("PYTHON")} <= {"PYTHONPATH"}
        run = {"arguments": command, "directory": str(directory), "environment": dict(environment)}
        self._connection.sendall(json.dumps(run).encode())
        self._connection.shutdown(socket.SHUT_WR)
        pid = self._next_number(_SECONDS_TO_FORK)
        assert pid, "the fork server does not answer"
        self.pid = pid

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._next_number(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status once it has ended; `TimeoutExpired` after `timeout` seconds."""
        if self.returncode is None:
            self.returncode = self._next_number(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            # It may end at this moment.
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.wait()
        self._connection.close()

    def _next_number(self, timeout: float | None) -> int | None:
        """Return the next report of the fork server, or None if that takes longer."""
        while b"\n" not in self._received:
            if not select.select([self._connection], [], [], timeout)[0]:
                return None
            received = self._connection.recv(100)
            assert received, "the fork server has ended"
            self._received += received
        number, _, self._received = self._received.partition(b"\n")
        return int(number)


@cache
def _fork_server() -> socket.socket:
    """Return the connection to this process's fork server, which ends when it is closed."""
    own, its = socket.socketpair()
    with its:
        process = subprocess.Popen(
            [sys.executable, _SERVER, str(its.fileno())],
            env={"PATH": os.environ["PATH"]},
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
        )
    atexit.register(_end, own, process)
    return own


def _end(connection: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    connection.close()
    process.wait()
