"""The directory of one demo: two at a time, also of the same checkout, each have their own."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from demo.server import DemoError

USUAL = Path(".demo")


@contextmanager
def reserved(directory: Path | None) -> Iterator[Path]:
    """Yield `directory`, reserved until the block ends.

    Without one it is `.demo`, or, while another demo uses that, `.demo-2` and so on. `DemoError` if
    another demo uses the `directory`, or if nothing can be written there.
    """
    others = (USUAL.with_name(f"{USUAL}-{number}") for number in count(2))
    for path in [directory] if directory else chain([USUAL], others):
        lock = _lock(path.absolute())
        if lock is not None:
            break
    else:
        raise DemoError(f"Another demo uses {directory}. Name another directory.")
    try:
        yield path.absolute()
    finally:
        os.close(lock)


def _lock(path: Path) -> int | None:
    """Return a descriptor that locks the directory, or `None` if another demo has locked it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "this account may not, or the disk is read-only")
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise DemoError(
            f"Nothing can be written to {path}: {error.strerror}. Name another directory: "
            "make demo DIRECTORY=/tmp/demo"
        ) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
