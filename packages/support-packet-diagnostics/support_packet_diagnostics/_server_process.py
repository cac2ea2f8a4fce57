"""What Linux says of the server's process: since when it runs, and what it may use."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROC = Path("/proc")
CGROUPS = Path("/sys/fs/cgroup")
_MEBIBYTE = 2**20
# Behind the command, which may hold blanks and brackets: field 22 of proc_pid_stat(5).
_START_FIELD = 19


def process_facts(pid: int, proc: Path = PROC, cgroups: Path = CGROUPS) -> dict[str, Any]:
    """Return what is to be seen of the process `pid`; what is not is left out.

    The descriptors are visible to the account of the process, and to root.
    """
    own = proc / str(pid)
    facts: dict[str, Any] = {
        **_container_limits(own, cgroups),
        "process_id": pid,
        "started_at": _started_at(own, proc),
        "open_file_descriptors": _open_files(own),
        "max_file_descriptors": _max_files(own),
    }
    return {key: value for key, value in facts.items() if value is not None}


def host_started_at(proc: Path = PROC) -> datetime | None:
    """Return when the machine was started."""
    for line in _text(proc / "stat").splitlines():
        name, _, value = line.partition(" ")
        if name == "btime" and value.strip().isdecimal():
            return datetime.fromtimestamp(int(value), UTC)
    return None


def total_memory_mb(proc: Path = PROC) -> int | None:
    """Return the memory of the whole machine."""
    for line in _text(proc / "meminfo").splitlines():
        name, _, value = line.partition(":")
        if name == "MemTotal":
            return int(value.split()[0]) // 1024
    return None


def _started_at(own: Path, proc: Path) -> datetime | None:
    fields = _text(own / "stat").rpartition(")")[2].split()
    booted = host_started_at(proc)
    if booted is None or len(fields) <= _START_FIELD:
        return None
    ticks = int(fields[_START_FIELD])
    seconds = booted.timestamp() + ticks / os.sysconf("SC_CLK_TCK")
    return datetime.fromtimestamp(min(seconds, time.time()), UTC)


def _open_files(own: Path) -> int | None:
    try:
        return len(os.listdir(own / "fd"))  # noqa: PTH208 -- names are enough, no paths
    except OSError:
        return None


def _max_files(own: Path) -> int | None:
    for line in _text(own / "limits").splitlines():
        if line.startswith("Max open files"):
            soft = line.removeprefix("Max open files").split()[0]
            return int(soft) if soft.isdecimal() else None
    return None


def _container_limits(own: Path, cgroups: Path) -> dict[str, Any]:
    """Return the limits of the container or the systemd unit that the process runs in.

    Only where control groups are of version 2, as in the server's own packet.
    """
    for line in _text(own / "cgroup").splitlines():
        if line.startswith("0::/") and "/../" not in line + "/":
            group = cgroups / line.removeprefix("0::/")
            return {
                "container_cpu_limit": _cpu_limit(_text(group / "cpu.max")),
                "container_memory_limit_mb": _memory_limit(_text(group / "memory.max")),
            }
    return {}


def _cpu_limit(text: str) -> float | None:
    """Return how many processors `cpu.max` allows: a quota and a period, or `max`."""
    quota, _, period = text.strip().partition(" ")
    allowed = quota.isdecimal() and period.isdecimal() and int(period)
    return int(quota) / int(period) if allowed else None


def _memory_limit(text: str) -> int | None:
    return int(text) // _MEBIBYTE if text.strip().isdecimal() else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
