"""Lets a worker report to the main process that it answers requests, or why it cannot."""

import json
import os
from collections.abc import Iterator

_MAX_PROBLEM_BYTES = 660
"""A pipe takes a message of up to 4096 bytes at once, and JSON makes up to six of one."""


class BootReports:
    """A pipe from the workers to the main process; made before they fork."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        self._received = b""

    def send(self, problem: str = "") -> None:
        """Report, in a worker, that it answers requests, or that it ends because of `problem`."""
        problem = problem.encode("utf-8", "replace")[:_MAX_PROBLEM_BYTES].decode(errors="ignore")
        message = json.dumps([os.getpid(), problem], ensure_ascii=False)
        os.write(self._write, f"{message}\n".encode())

    def read(self) -> Iterator[tuple[int, str]]:
        """Yield what has come: the worker's process ID and its problem, empty if there is none."""
        try:
            self._received += os.read(self._read, 1 << 16)
        except BlockingIOError:
            return
        *messages, self._received = self._received.split(b"\n")
        for message in messages:
            pid, problem = json.loads(message)
            yield pid, problem
