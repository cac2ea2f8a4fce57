"""What a package prints and logs: redacted, one line at a time, and never at the host's expense."""

import logging
from collections.abc import Callable
from contextvars import ContextVar

MAX_LINES = 100
"""How many lines one call into a package may write."""

_MAX_CHARACTERS = 1000
_MAX_WAITING = 1000
_TOO_MANY = "it wrote more than %d lines; the rest is dropped"

Redact = Callable[[str], str]

current_redact: ContextVar[Redact | None] = ContextVar("current_redact", default=None)
"""Removes the secrets that are known now; the host sets it before it calls a package."""

current_output: "ContextVar[Output | None]" = ContextVar("current_output", default=None)
"""Where the package that runs in this context writes to; `None` outside of all packages."""

logger = logging.getLogger("support_packet.collectors")


class Output:
    """What one call into the package `name` writes.

    Each line is redacted and handed to `write`. Without `redact`, nothing is known yet that could
    be removed, so only the number of lines is told.
    """

    def __init__(self, name: str, redact: Redact | None, write: Callable[[str], None]) -> None:
        self._name = name
        self._redact = redact
        self._write = write
        self._lines = 0
        self._unfinished = ""

    def write(self, text: str) -> None:
        """Take `text`, and pass on the lines that it completes."""
        *lines, rest = (self._unfinished + text[: MAX_LINES * _MAX_CHARACTERS]).split("\n")
        self._unfinished = rest[:_MAX_CHARACTERS]
        for line in lines:
            self.write_line(line)

    def write_line(self, line: str) -> None:
        """Pass on one line, unless there were too many."""
        if self._lines > MAX_LINES or not line.strip():
            return
        self._lines += 1
        if self._lines > MAX_LINES:
            line = _TOO_MANY % MAX_LINES
        elif self._redact:
            line = self._redact(line[: 4 * _MAX_CHARACTERS])
        self._write(f"{self._name}: {line[:_MAX_CHARACTERS]}")

    def close(self) -> None:
        """Pass on a last line without an end."""
        self.write("\n")
