"""What Linux says about the machine, and the limits of the server's process."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROC = Path("/proc")
CGROUPS = Path("/sys/fs/cgroup")
_MEBIBYTE = 2**20


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
        number, _, _ = value.strip().partition(" ")
        if name == "MemTotal" and number.isdecimal():
            return int(number) // 1024
    return None


def container_limits(pid: int, proc: Path = PROC, cgroups: Path = CGROUPS) -> dict[str, Any]:
    """Return the limits of the container or the systemd unit that the process `pid` runs in.

    Only where control groups are of version 2, as in the server's own packet; a limit that is not
    set is `None`.
    """
    for line in _text(proc / str(pid) / "cgroup").splitlines():
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
