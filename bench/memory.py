"""The memory of a process."""

import time
from pathlib import Path

_COMPILED_BYTES = 50_000
_COMPILED_SECONDS = 60.0
_ENDS_WITHIN = 0.5


def proportional(pid: int) -> int:
    """Return the resident bytes of a process; what it shares with others counts in part."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024


def await_compiled_rules(pid: int) -> None:
    """Wait until the process has ended that compiles them: it shares memory with the service.

    `pid` is the main process.
    """
    until = time.monotonic() + _COMPILED_SECONDS
    files = Path(f"/proc/{pid}/fd").iterdir()
    rules = next(path for path in files if "packet-rules" in str(path.readlink()))
    while rules.stat().st_size < _COMPILED_BYTES and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(_ENDS_WITHIN)
