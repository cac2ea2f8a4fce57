"""Watches what the code of collectors does: to network, processes, files and this process."""

import os
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Literal, Protocol

from support_packet.host.supervision.output import current_output
from support_packet.mattermost import installed_data
from support_packet.mattermost.sql import query_audit
from support_packet.mattermost.sql.query_audit import MISSING_TABLE, QUERY

Action = Literal["network", "process", "write", "database", "missing"]

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
_PROCESS = ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork", "pty.spawn")
_WRITE = (
    *("open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink"),
    *("os.truncate", "os.chmod", "os.chown", "os.mkfifo"),
)
_CHANGE = ("os.chdir", "os.fchdir", "os.putenv", "os.unsetenv")
"""Of the whole process, also of its other threads."""
_ACTIONS: dict[str, Action] = {
    **dict.fromkeys(_NETWORK, "network"),
    **dict.fromkeys(_PROCESS, "process"),
    **dict.fromkeys((*_WRITE, *_CHANGE), "write"),
    QUERY: "database",
    MISSING_TABLE: "missing",
}
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_OF_HOST = ("sqlalchemy.", "support_packet.host.nodes.")
_BELOW_QUERY = (installed_data.__name__, query_audit.__name__, "contextlib")
"""The modules between a query and the code that asks it."""

# Code that is not the package's: the standard library, and what this program consists of.
_STANDARD = sysconfig.get_path("stdlib")
# With the slash: a package next to it may be called support_packet_…, too.
_FOREIGN = (f"{Path(__file__).parents[2]}{os.sep}", "<frozen")


@dataclass(frozen=True)
class Event:
    """What a collector did; `place` is the line of the code that did it, of the top `package`."""

    action: Action
    what: str
    place: str
    package: str = ""

    def __str__(self) -> str:
        return f"{self.what}{f' ({self.place})' if self.place else ''}"


class Recorder:
    """The events of collectors while it is active; `packages` are their top-level modules.

    `protected` is the installation, where nothing may be written although it is temporary.
    """

    names = frozenset(_ACTIONS)

    def __init__(self, packages: Collection[str], protected: Path) -> None:
        self.events: list[Event] = []
        self._packages = frozenset(packages)
        self._protected = str(protected.resolve())
        # Not in the hook: to find the folder, files are written.
        self._temporary = tempfile.gettempdir() + os.sep

    def record(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Note an event of Python's audit hooks, if a collector caused it."""
        action = _ACTIONS[name]
        if name in _WRITE and not self._is_written(name, arguments):
            return
        frames = list(_frames(sys._getframe(1)))  # noqa: SLF001 -- the only way up a foreign stack
        if action == "database":
            of_host = _is_foreign(_asking(frames).f_code.co_filename)
        else:
            of_host = _is_of_host(frames)
        if self._is_of_collector(frames) and not of_host:
            what = ", ".join(map(_shown, arguments[1 if name == "socket.connect" else 0 :][:1]))
            self.events.append(Event(action, f"{name} {what}".strip(), *_place(frames)))

    def _is_of_collector(self, frames: list[FrameType]) -> bool:
        if current_output.get() is not None:
            return True
        # A thread that a package started, for example a pool's.
        if threading.current_thread() is threading.main_thread():
            return False
        return any(
            str(frame.f_globals.get("__name__")).partition(".")[0] in self._packages
            for frame in frames
        )

    def _is_written(self, name: str, arguments: tuple[Any, ...]) -> bool:
        path = arguments[0]
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        if name == "open" and not arguments[2] & _WRITING_FLAGS:
            return False
        written = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 -- symbolic links stay
        if written.startswith("/dev/") or "__pycache__" in written:
            return False
        temporary = written.startswith(self._temporary)
        return not temporary or written.startswith(self._protected + os.sep)


class Listening(Protocol):
    """What takes the events that are called `names`."""

    @property
    def names(self) -> Collection[str]:
        """The names that Python, or this program, gives to events."""

    def record(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Take an event."""


class _Hook:
    """The one audit hook of this process: none can be removed."""

    def __init__(self) -> None:
        self.recorder: Listening | None = None
        self._thread = threading.local()
        sys.addaudithook(self._hear)

    def _hear(self, name: str, arguments: tuple[Any, ...]) -> None:
        recorder = self.recorder
        if recorder is None or name not in recorder.names or getattr(self._thread, "busy", False):
            return
        self._thread.busy = True
        try:
            recorder.record(name, arguments)
        finally:
            self._thread.busy = False


@cache
def audit_hook() -> _Hook:
    """Return the hook, added on first use."""
    return _Hook()


def events_during(recorder: Recorder, run: Callable[[], object]) -> list[Event]:
    """Return what collectors did while `run` ran."""
    hook, before = audit_hook(), len(recorder.events)
    hook.recorder = recorder
    try:
        run()
    finally:
        hook.recorder = None
    return recorder.events[before:]


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _asking(frames: list[FrameType]) -> FrameType:
    """Return the frame whose code asks what the database knows."""
    return next(
        frame for frame in frames[1:] if frame.f_globals.get("__name__") not in _BELOW_QUERY
    )


def _is_of_host(frames: list[FrameType]) -> bool:
    """Return whether the host asks, within its limits: the database, or another node."""
    modules = (str(frame.f_globals.get("__name__")) for frame in frames)
    return any(module.startswith(_OF_HOST) for module in modules)


def _place(frames: list[FrameType]) -> tuple[str, str]:
    for frame in frames:
        file = frame.f_code.co_filename
        if not _is_foreign(file):
            package = str(frame.f_globals.get("__name__")).partition(".")[0]
            return f"{Path(file).name}, line {frame.f_lineno}", package
    return "", ""


def _is_foreign(file: str) -> bool:
    if file.startswith(_FOREIGN):
        return True
    # What is installed may lie below the standard library.
    return file.startswith(_STANDARD) and not file.startswith(sysconfig.get_path("purelib"))


def _shown(argument: object) -> str:
    return str(argument)[:200]
