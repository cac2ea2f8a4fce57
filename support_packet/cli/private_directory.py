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
    """Yield a new directory that no other user can enter, and remove it at the end."""
    owner = os.getpid()
    path = Path(tempfile.mkdtemp(prefix="support-packet-"))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # systemd-tmpfiles removes old directories, but not a locked one.
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield path
    finally:
        os.close(descriptor)
        # gunicorn's workers, which are forks, get here as well.
        if os.getpid() == owner:
            shutil.rmtree(path)
