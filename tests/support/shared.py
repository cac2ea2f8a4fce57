"""What one worker of a test run makes for all of them."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def shared_directory(own: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a directory that `fill` has filled, once in a test run; nothing may change it.

    `own` is the base of this worker's temporary directories. The first worker that asks makes it,
    while others that ask wait. If `fill` fails, the next one that asks tries again.
    """
    # Those of all workers are side by side, in a directory of the run.
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    directory, done = run / name, run / f"{name}.done"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            directory.mkdir(exist_ok=True)
            fill(directory)
            done.touch()
    return directory
