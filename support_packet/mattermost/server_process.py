"""The process of the Mattermost server, as Linux shows it to other accounts."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from support_packet.errors import CollectError
from support_packet.process.proc_stat import stat_fields
from support_packet.values.message import N_

_PROC = Path("/proc")
_MAX_BYTES = 2**16
_START_TIME = 19
"""Where in `/proc/<pid>/stat` the start is, counted from the field after the name."""

_NO_PROC = N_("The server's process can't be looked for: this system has no /proc.")
_NOT_FOUND = N_(
    "No process of the Mattermost server in %(directory)s was found. "
    "It isn't running, or it runs on another machine or in another container."
)


@dataclass(frozen=True)
class Process:
    """A process. What another account may not see is None; so is a limit that is not set."""

    pid: int
    executable: Path
    started_at: datetime
    command: tuple[str, ...]
    open_files: int | None
    max_open_files: int | None


def find_server_process(directory: Path, proc: Path = _PROC) -> Process:
    """Return the oldest process that runs `bin/mattermost` of `directory`.

    `CollectError` if none is found, or if this system does not show processes in `proc`.
    """
    if not (proc / "stat").exists():
        raise CollectError(_NO_PROC)
    install_dir = Path(os.path.realpath(directory))
    executables = {install_dir / "bin" / name for name in ("mattermost", "platform")}
    found = sorted(_processes(proc, executables), key=lambda process: process.started_at)
    if not found:
        raise CollectError(_NOT_FOUND, directory=directory)
    return found[0]


def _processes(proc: Path, executables: set[Path]) -> Iterator[Process]:
    real = {Path(os.path.realpath(path)) for path in executables}
    booted_at = _booted_at(proc)
    for folder in proc.iterdir():
        # A process may end at any moment.
        with suppress(OSError, ValueError, IndexError):
            if folder.name.isdecimal() and (executable := _executable(folder)) in real:
                yield _process(folder, executable, booted_at)


def _executable(folder: Path) -> Path:
    """Return what the process runs; of another account's process, what its command line names."""
    try:
        target = str((folder / "exe").readlink())
    except PermissionError:
        target = _command(folder)[0]
        if not target.startswith("/"):
            raise
    # A server that was updated while it runs.
    return Path(os.path.realpath(target.removesuffix(" (deleted)")))


def _command(folder: Path) -> tuple[str, ...]:
    with (folder / "cmdline").open("rb") as file:
        content = file.read(_MAX_BYTES)
    return tuple(part.decode(errors="replace") for part in content.rstrip(b"\0").split(b"\0"))


def _process(folder: Path, executable: Path, booted_at: float) -> Process:
    started = booted_at + int(stat_fields(folder)[_START_TIME]) / os.sysconf("SC_CLK_TCK")
    return Process(
        pid=int(folder.name),
        executable=executable,
        started_at=datetime.fromtimestamp(started, UTC),
        command=_command(folder),
        open_files=_open_files(folder),
        max_open_files=_max_open_files(folder),
    )


def _booted_at(proc: Path) -> float:
    lines = (proc / "stat").read_text().splitlines()
    return next((float(line.split()[1]) for line in lines if line.startswith("btime ")), 0.0)


def _open_files(folder: Path) -> int | None:
    try:
        return sum(1 for _ in (folder / "fd").iterdir())
    except PermissionError:
        return None


def _max_open_files(folder: Path) -> int | None:
    try:
        lines = (folder / "limits").read_text().splitlines()
    except PermissionError:
        return None
    line = next((line for line in lines if line.startswith("Max open files")), "")
    soft = line.removeprefix("Max open files").split()[:1]
    return int(soft[0]) if soft and soft[0].isdecimal() else None
