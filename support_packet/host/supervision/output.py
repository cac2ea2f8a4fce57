"""What a package prints and logs: lines without secrets, and not too many of them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support_packet.redaction.engine import Redactor

MAX_LINES = 100
"""How many lines one call into a package may write."""

MAX_LINE_CHARACTERS = 1000
_MAX_CHARACTERS = 64 * 1024
_TOO_MUCH = f"It wrote more than {MAX_LINES} lines or 64 KiB; the rest is not logged."

Redact = Callable[[str], str]
Sink = Callable[[str], None]

current_redact: ContextVar[Redact | None] = ContextVar("current_redact", default=None)
"""Removes the secrets that the host knows; set around what starts a call into a package."""


@contextmanager
def redacting(redact: Redact) -> Iterator[None]:
    """Within this block, what is written by packages whose calls begin here passes `redact`."""
    token = current_redact.set(redact)
    try:
        yield
    finally:
        current_redact.reset(token)


class Output:
    """What one call into a package writes; `name` says which collector that is.

    It is kept until the call ends, for a secret may have several lines. Where the host knows no
    secrets yet, as at the import of a package, rules find them.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._redact = current_redact.get()
        self._texts: list[str] = []
        self._room = _MAX_CHARACTERS
        self._sink: Sink | None = None
        self._lock = threading.Lock()

    def write(self, text: str, sink: Sink) -> None:
        """Keep `text` for `sink`, which gets it line by line, in the end."""
        with self._lock:
            self._sink = sink
            if self._room >= 0:
                self._texts.append(text[: self._room])
                self._room -= len(text)

    def close(self) -> None:
        """Pass on all lines."""
        with self._lock:
            text, self._texts = "".join(self._texts), []
        if self._sink is None or not text:
            return
        cut = self._room < 0
        if cut:
            # The cut may go through a secret, of which the rest would not be found.
            text = text[: text.rfind("\n") + 1]
        redact = self._redact or _rules().redact_text
        lines = [line for line in redact(text).splitlines() if line.strip()]
        for line in lines[:MAX_LINES]:
            self._sink(f"{self.name}: {line[:MAX_LINE_CHARACTERS]}")
        if cut or len(lines) > MAX_LINES:
            self._sink(f"{self.name}: {_TOO_MUCH}")


current_output: ContextVar[Output | None] = ContextVar("current_output", default=None)
"""The output of the package that runs in this context; `None` outside of all packages."""


@cache
def _rules() -> "Redactor":
    from support_packet.redaction.engine import Redactor  # noqa: PLC0415 -- few packages write at import

    return Redactor([])
