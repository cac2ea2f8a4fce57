"""Processes of real servers: directory, account, start, bounded wait and clean stop."""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

START_SECONDS = 60.0
STOP_SECONDS = 20.0
ACCOUNT = "nobody"
"""The account of servers when the tests run as root: PostgreSQL and MariaDB refuse root."""

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- mkdtemp is safe
_ROOM = 2 * 2**30
"""Bytes: each worker may have a server of every kind, with about 100 MB."""
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_FIRST_PORT = 15_000
_USUAL_FIRST_PORT_OF_CLIENTS = 32_768
_given: set[int] = set()

Command = Sequence[str | Path]


class ServerError(Exception):
    """A server did not start; the message contains the end of its log."""


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that is free, another one in each call.

    It is not one that the system gives to clients, or to servers that take any: until a
    server of the test listens there, no connection of another test takes it.
    """
    # Not those of `random`, which are the same in every test: tests at a time would draw the same.
    draw = random.SystemRandom().randrange
    while True:
        port = draw(_FIRST_PORT, max(_FIRST_PORT + 1000, _first_port_of_clients()))
        if port not in _given and _is_free(port):
            _given.add(port)
            return port


def _first_port_of_clients() -> int:
    try:
        bounds = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii")
    except FileNotFoundError:
        return _USUAL_FIRST_PORT_OF_CLIENTS
    return int(bounds.split()[0])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def server_directory(name: str) -> Iterator[Path]:
    """Yield a directory of the server's account; its path is short enough for a Unix socket."""
    prefix = f"support-packet-{name}-"
    directory = Path(tempfile.mkdtemp(prefix=prefix, dir=_temporary_directory()))
    try:
        directory.chmod(0o755)
        give(directory)
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def give(path: Path) -> None:
    """Make the server's account the owner of `path` and of everything below."""
    if os.geteuid() == 0:
        for each in (path, *path.rglob("*")):
            shutil.chown(each, user=ACCOUNT)


def run(command: Command, directory: Path) -> None:
    """Run a set-up program of a server to its end, as the server's account."""
    with _log(directory).open("ab") as log:
        done = subprocess.run(
            command, **_surroundings(directory, log), timeout=START_SECONDS, check=False
        )
    if done.returncode:
        raise ServerError(f"{command[0]} ended with {done.returncode}:\n{_log_end(directory)}")


def _surroundings(directory: Path, log: IO[bytes]) -> dict[str, Any]:
    """Return what every program of a server gets: its directory, log and account."""
    return {
        "cwd": directory,
        "stdin": subprocess.DEVNULL,
        "stdout": log,
        "stderr": log,
        "user": _account(),
        "group": _group(),
    }


@contextmanager
def running(
    command: Command,
    directory: Path,
    answers: Callable[[], bool],
    *,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Iterator[int]:
    """Run a server in `directory` as the server's account until the block ends; yield its id.

    `command` must stay in the foreground. The block begins once `answers` returns true.
    """
    process: subprocess.Popen[bytes] | None = None
    try:
        with _log(directory).open("ab") as log, _signals_later():
            process = subprocess.Popen(
                command, **_surroundings(directory, log), start_new_session=True
            )
        _wait_until_it_answers(process, directory, answers)
        yield process.pid
    finally:
        if process is not None:
            _stop(process, stop_signal)


@contextmanager
def _signals_later() -> Iterator[None]:
    """Let handlers run at the end of the block: one that exits would forget what was started."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no handler runs here
        return
    came: list[int] = []
    handlers = {number: signal.getsignal(number) for number in _ENDING}
    own = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in own:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in own.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def _wait_until_it_answers(
    process: subprocess.Popen[bytes], directory: Path, answers: Callable[[], bool]
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if not _ended_within(process, 0.05) and time.monotonic() < deadline:
            continue
        state = "does not answer" if process.poll() is None else f"ended with {process.returncode}"
        raise ServerError(f"{process.args!r} {state}:\n{_log_end(directory)}")


def _ended_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _stop(process: subprocess.Popen[bytes], stop_signal: signal.Signals) -> None:
    process.send_signal(stop_signal)
    if not _ended_within(process, STOP_SECONDS):
        process.kill()
        process.wait()


def _temporary_directory() -> str | None:
    """Return a directory that the server's account can enter: root's own may be private.

    In memory where there is room: servers would wait for the disk, even those that need not.
    """
    if "TMPDIR" not in os.environ and _is_roomy(_IN_MEMORY):
        return str(_IN_MEMORY)
    usual = Path(tempfile.gettempdir())
    open_to_all = all(folder.stat().st_mode & 0o001 for folder in (usual, *usual.parents))
    return None if open_to_all or os.geteuid() != 0 else "/tmp"  # noqa: S108 -- mkdtemp is safe


def _is_roomy(directory: Path) -> bool:
    try:
        return os.access(directory, os.W_OK) and shutil.disk_usage(directory).free > _ROOM
    except FileNotFoundError:
        return False


def _account() -> str | None:
    return ACCOUNT if os.geteuid() == 0 else None


def _group() -> int | None:
    # The 389 Directory Server sets it again, which only root may unless it is the account's own.
    return pwd.getpwnam(ACCOUNT).pw_gid if os.geteuid() == 0 else None


def _log(directory: Path) -> Path:
    return directory / "server.log"


def _log_end(directory: Path) -> str:
    return _log(directory).read_text(errors="replace")[-4000:]
