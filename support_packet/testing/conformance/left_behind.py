"""What collectors leave behind: output, threads, child processes, changed files."""

import io
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from support_packet.host.supervision.output import current_output

_PATIENCE = 3.0
"""Seconds that a thread or a child process has to end after its collector."""

_HOST = "support_packet."


class Listener(io.TextIOBase):
    """Stands for `real`, a standard stream; keeps what collectors write, passes on all else."""

    def __init__(self, real: Any, written: list[str]) -> None:
        self._real = real
        self._written = written

    def write(self, text: str) -> int:
        """Keep or pass on `text`."""
        if current_output.get() is None:
            self._real.write(text)
        else:
            self._written.append(text)
        return len(text)

    def writable(self) -> bool:
        """Return that it is."""
        return True

    def flush(self) -> None:
        """Flush the real stream."""
        self._real.flush()

    def fileno(self) -> int:
        """Return that of the real stream."""
        return int(self._real.fileno())

    @property
    def buffer(self) -> "Binary":
        """The stream that takes bytes."""
        return Binary(self)


class Binary(io.RawIOBase):
    """The `buffer` of a listener."""

    def __init__(self, text: Listener) -> None:
        self._text = text

    def writable(self) -> bool:
        """Return that it is."""
        return True

    def write(self, data: Any) -> int:
        """Write `data` as text."""
        return self._text.write(bytes(data).decode(errors="replace"))


@contextmanager
def heard(written: list[str]) -> Iterator[None]:
    """Put into `written` what collectors print in this block, and their children and C code."""
    streams = sys.stdout, sys.stderr
    with tempfile.TemporaryFile() as file:
        for stream in streams:
            stream.flush()
        copies = [os.dup(number) for number in (1, 2)]
        for number in (1, 2):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = (Listener(stream, written) for stream in streams)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            for number, copy in enumerate(copies, start=1):
                os.dup2(copy, number)
                os.close(copy)
            file.seek(0)
            written += file.read().decode(errors="replace").splitlines()


@contextmanager
def same_process_state() -> Iterator[None]:
    """After this block, working directory and environment are what they were before."""
    directory, environment = Path.cwd(), dict(os.environ)
    try:
        yield
    finally:
        os.chdir(directory)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Return the names of threads that were started since `before` and do not end."""
    return _stubborn(
        lambda: [
            thread.name
            for thread in threading.enumerate()
            if thread not in before and not _is_of_host(thread)
        ]
    )


def _is_of_host(thread: threading.Thread) -> bool:
    """Return whether it is a thread of the program, such as one that closes idle connections."""
    runs = getattr(thread, "_target", None) or getattr(thread, "function", None)
    return str(getattr(runs, "__module__", "")).startswith(_HOST)


def children() -> dict[int, str]:
    """Return the child processes of this process with their commands, also those that ended."""
    tasks = Path("/proc/self/task")
    if not tasks.is_dir():
        return _children_by_ps()
    found: dict[int, str] = {}
    for task in tasks.iterdir():
        try:
            numbers = (task / "children").read_text(encoding="utf-8").split()
        except OSError:
            continue  # the thread has ended
        found |= {int(number): _command(number) for number in numbers}
    return found


def processes_left(before: dict[int, str]) -> list[str]:
    """Return the commands of child processes that are there since `before` and do not end."""
    return _stubborn(
        lambda: [command for number, command in children().items() if number not in before]
    )


def files_below(directory: Path) -> dict[str, tuple[int, int]]:
    """Return the size and time of change of every file and folder below `directory`."""
    found = {}
    for path in directory.rglob("*"):
        state = path.lstat()
        found[str(path.relative_to(directory))] = (
            state.st_size if path.is_file() else 0,
            state.st_mtime_ns,
        )
    return found


def _stubborn(find: Callable[[], list[str]]) -> list[str]:
    until, pause = monotonic() + _PATIENCE, threading.Event()
    while (found := find()) and monotonic() < until:
        pause.wait(0.02)
    return found


def _command(number: str) -> str:
    try:
        command = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (OSError, UnicodeDecodeError):
        command = ""
    return command.strip() or f"process {number}, which has ended but was not waited for"


def _children_by_ps() -> dict[int, str]:
    """Return the children where the system has no `/proc`, as on macOS."""
    command = ["/bin/ps", "-A", "-o", "pid=,ppid=,command="]
    done = subprocess.run(  # noqa: S603 -- constant
        command, capture_output=True, text=True, check=False
    )
    rows = (line.split(None, 2) for line in done.stdout.splitlines())
    return {
        int(number): " ".join(words)
        for number, parent, *words in rows
        if parent == str(os.getpid()) and command[0] not in words
    }
