"""A cache of files, and of values computed from them, until the files change."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from support_packet.files.file_state import FileState, state_of
from support_packet.process.threads import Thread

Value = TypeVar("Value")

SETTLED_SECONDS = 3.0
"""Younger files are read each time: a file system may store times in steps of up to two seconds, so
that a second change would look like the first one."""

_MAX_BYTES = 32 * 2**20
_MAX_FILES = 20_000


@dataclass(frozen=True)
class _Entry:
    state: FileState
    value: Any


class Cache:
    """Values of files and of other values; one for all requests of a process.

    All callers get the same objects, and must not change them. Of files at most 32 MiB are kept:
    those that have been kept longest are dropped first. `settled` is the age in seconds from which
    a file cannot have changed unnoticed. The cache holds secrets: all of it is forgotten once
    `touch` was not called for `idle_seconds`, and then `also_forget` is called.
    """

    def __init__(
        self,
        settled: float = SETTLED_SECONDS,
        idle_seconds: float | None = None,
        also_forget: Callable[[], None] = lambda: None,
    ) -> None:
        self._also_forget = also_forget
        self._idle_seconds = idle_seconds
        self._settled = settled
        self._lock = threading.Lock()
        self._files: dict[tuple[Path, Hashable], _Entry] = {}
        self._bytes = 0
        self._made: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._read: tuple[float, object, Any] | None = None
        self._until = 0.0
        self._forgetting = False

    def file(self, path: Path, read: Callable[[Path], Value], variant: Hashable = None) -> Value:
        """Return what `read` returns for the file at `path`, or returned while it was the same.

        Raises what `read` raises. Values of one `variant` come from the same kind of reading.
        """
        state = state_of(path)
        key = path, variant
        entry = self._files.get(key)
        if entry and entry.state == state:
            found: Value = entry.value
            return found
        settled = state is not None and time.time() - max(state[3:]) / 1e9 > self._settled
        value = read(path)
        if state and settled and state == state_of(path):
            self._keep(key, _Entry(state, value))
        elif entry:
            self._drop_file(key)
        return value

    def made(self, name: str, of: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """Return what `make` returned for the same objects `of`, or for equal texts and sets.

        There is one value for each `name`.
        """
        before = self._made.get(name)
        if before and len(before[0]) == len(of) and all(map(_is_same, before[0], of)):
            found: Value = before[1]
            return found
        value = make()
        self._made[name] = of, value
        self._forget_when_idle()
        return value

    def since(self, moment: float, of: object, read: Callable[[], Value]) -> Value:
        """Return what `read` returns, or has returned for the same `of` in a call after `moment`.

        Requests that have waited for each other then share one reading of what may have changed.
        """
        before = self._read
        if before and before[0] >= moment and before[1] == of:
            found: Value = before[2]
            return found
        began = time.monotonic()
        value = read()
        self._read = began, of, value
        return value

    def last(self, name: str) -> tuple[tuple[object, ...], Any] | None:
        """Return the objects that the value called `name` was made of, and the value."""
        return self._made.get(name)

    def drop(self, name: str) -> None:
        """Forget what `made` has made."""
        self._made.pop(name, None)

    def touch(self) -> None:
        """Note that a request was authorized: the cache lives for `idle_seconds` more."""
        self._until = time.monotonic() + (self._idle_seconds or 0)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._files.clear()
            self._bytes = 0
            self._made.clear()
            self._read = None
        self._also_forget()

    def _keep(self, key: tuple[Path, Hashable], entry: _Entry) -> None:
        with self._lock:
            self._remove(key)
            self._files[key] = entry
            self._bytes += entry.state[2]
            while self._bytes > _MAX_BYTES or len(self._files) > _MAX_FILES:
                self._remove(next(iter(self._files)))
        self._forget_when_idle()

    def _drop_file(self, key: tuple[Path, Hashable]) -> None:
        with self._lock:
            self._remove(key)

    def _remove(self, key: tuple[Path, Hashable]) -> None:
        if removed := self._files.pop(key, None):
            self._bytes -= removed.state[2]

    def _forget_when_idle(self) -> None:
        if self._idle_seconds is None:
            return
        with self._lock:
            if self._forgetting:
                return
            self._forgetting = True
            self._until = max(self._until, time.monotonic() + self._idle_seconds)
        try:
            Thread(target=self._forget_later, name="forget", daemon=True).start()
        except RuntimeError:
            # No other thread is allowed: the next value that is kept tries again.
            self._forgetting = False

    def _forget_later(self) -> None:
        pause = threading.Event()
        while (seconds := self._until - time.monotonic()) > 0:
            pause.wait(seconds)
        self._forgetting = False
        self.forget()


def _is_same(before: object, now: object) -> bool:
    return before is now or (isinstance(before, str | frozenset | tuple) and before == now)
