"""A directory that belongs to one run of the server."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_directory() -> Iterator[Path]:
    """Lend a new directory that nobody else may enter, and remove it at the end."""
    owner = os.getpid()
    path = Path(tempfile.mkdtemp(prefix="support-packet-"))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # systemd-tmpfiles clears old directories, but none that somebody has locked.
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield path
    finally:
        os.close(descriptor)
        # gunicorn's workers, which are forks, come along here as well.
        if os.getpid() == owner:
            shutil.rmtree(path)
