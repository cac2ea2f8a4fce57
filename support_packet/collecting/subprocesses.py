"""Commands that collectors run: bounded in time and output, and ended with all their children."""

import os
import selectors
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Literal

from support_packet.collecting.kept_output import Output
from support_packet.errors import CollectError
from support_packet.process.current_call import current_stopped
from support_packet.values.arguments import check_path, check_seconds, check_texts_by_name
from support_packet.values.message import N_
from support_packet.values.warning import warn

MAX_OUTPUT = 16 * 2**20
"""Bytes of output; a packet is made in the memory of a chat server in trouble."""

DEFAULT_SECONDS = 10.0

_CHECK_SECONDS = 0.1
_MAX_LINE = 300
_BLOCK = 64 * 1024

_NOT_STARTED = N_("%(command)s can't be run: %(reason)s.")
_TOO_SLOW = N_("%(command)s did not end within %(seconds)s seconds.")
_STOPPED = N_("%(command)s was stopped, because nothing is waiting for it any longer.")
_FAILED = N_("%(command)s ended with exit status %(status)s. %(line)s")
_KILLED = N_("%(command)s was ended by signal %(status)s. %(line)s")
_CUT_BEFORE = N_("%(command)s wrote more than %(most)s bytes; only the last of them were used.")
_CUT = N_("%(command)s wrote more than %(most)s bytes; only the first of them were used.")

_Process = subprocess.Popen[bytes]


def run(
    *command: str | os.PathLike[str],
    seconds: float | None = None,
    environment: Mapping[str, str] | None = None,
    keep: Literal["first", "newest"] = "first",
) -> str:
    """Run a command, without a shell, and return what it writes to standard output.

    `run("df", "-k", "/opt/mattermost", seconds=3)`. It may take `seconds`, 10 by default; then, or
    when the host no longer waits for the collector, it is killed with all its children.
    `environment` are variables in addition to those of this program. Its standard input is empty.
    Bytes that are not UTF-8 become replacement characters. If it writes more than 16 MiB, it is
    killed and the first 16 MiB are returned; `keep="newest"`, for logs, reads to the end and
    returns the newest lines. Either is a warning. `CollectError` if the command cannot be started,
    takes too long, or ends with another exit status than 0; it names the status and the first line
    of standard error.
    """
    _check_command(command)
    check_seconds("seconds of run()", seconds)
    check_texts_by_name("environment of run()", environment)
    if keep not in ("first", "newest"):
        raise ValueError(f'keep of run() is {keep!r}, not "first" or "newest".')
    seconds = DEFAULT_SECONDS if seconds is None else seconds
    name = Path(command[0]).name
    with _started(command, name, environment) as process:
        output = Output(MAX_OUTPUT, newest=keep == "newest")
        errors = _read(process, name, output, monotonic() + seconds, seconds)
    if process.returncode and not output.full:
        template = _FAILED if process.returncode > 0 else _KILLED
        line = _first_line(errors)
        raise CollectError(template, command=name, status=abs(process.returncode), line=line)
    if output.is_cut:
        warn(_CUT_BEFORE if output.newest else _CUT, command=name, most=MAX_OUTPUT)
    return output.content().decode(errors="replace")


def _check_command(command: tuple[object, ...]) -> None:
    if not command:
        raise TypeError("run() takes the command and its arguments: run('df', '-k')")
    for place, part in enumerate(command):
        if isinstance(part, list | tuple):
            raise TypeError("run() takes no list: write run(*words), or run('df', '-k')")
        check_path(f"argument {place} of run()" if place else "command of run()", part)
    line = os.fspath(command[0])  # type: ignore[call-overload] # checked above
    if len(command) == 1 and " " in line and not os.path.exists(line):  # noqa: PTH110 -- pathlib refuses long names
        words = ", ".join(map(repr, line.split()))
        raise TypeError(f"run() uses no shell, and takes each word by itself: run({words})")


@contextmanager
def _started(
    command: tuple[str | os.PathLike[str], ...], name: str, environment: Mapping[str, str] | None
) -> Iterator[_Process]:
    """Start the command in its own session; kill everything in it after the block."""
    try:
        process = subprocess.Popen(  # noqa: S603 -- what a collector runs is its own choice
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CollectError(_NOT_STARTED, command=name, reason=reason) from None
    with process:
        try:
            yield process
        finally:
            # Until it is waited for, its process ID, and so that of its group, cannot be reused.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            for pipe in filter(None, (process.stdout, process.stderr)):
                pipe.close()


def _read(process: _Process, name: str, output: Output, until: float, seconds: float) -> Output:
    """Read its output, and return its errors, once it has ended or the output is full."""
    # Of the errors only the first line counts.
    errors = Output(MAX_OUTPUT)
    stopped = current_stopped.get()
    with selectors.DefaultSelector() as pipes:
        for pipe, content in ((process.stdout, output), (process.stderr, errors)):
            if pipe is not None:
                pipes.register(pipe, selectors.EVENT_READ, content)
        while not output.full:
            # First: what it wrote before its end is read after that is seen. A child that goes on
            # in the background keeps the pipes open, but the command's output is complete.
            ended = _has_ended(process)
            if not _read_ready(pipes, 0 if ended else _CHECK_SECONDS) and ended:
                break
            if stopped():
                raise CollectError(_STOPPED, command=name)
            if monotonic() > until:
                raise CollectError(_TOO_SLOW, command=name, seconds=f"{seconds:g}")
    return errors


def _read_ready(pipes: selectors.BaseSelector, seconds: float) -> bool:
    """Read what has come within `seconds`; return whether something has, or has ended."""
    ready = pipes.select(seconds)
    for key, _ in ready:
        block = os.read(key.fd, _BLOCK)
        if not block:
            pipes.unregister(key.fileobj)
        else:
            # Also what is not kept: the command must not wait.
            key.data.add(block)
    return bool(ready)


def _has_ended(process: _Process) -> bool:
    """Return whether the command itself has ended, and leave its number to it."""
    if not hasattr(os, "waitid"):  # macOS with Python before 3.13
        return process.poll() is not None
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, process.pid, flags) is not None


def _first_line(errors: Output) -> str:
    lines = (line.strip() for line in errors.content().decode(errors="replace").splitlines())
    return next(filter(None, lines), "")[:_MAX_LINE]
