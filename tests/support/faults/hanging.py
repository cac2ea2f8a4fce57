"""A file system that never answers, as a network mount whose server is gone."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DETACH = 2


@contextmanager
def hanging_file_system(folder: Path) -> Iterator[None]:
    """Within this block, whoever looks into `folder` waits: it is a FUSE mount nobody serves.

    Needs root and /dev/fuse; skips the test where they are missing. At the end of the block all
    that waits gets an error.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        pytest.skip(f"no FUSE: {error.strerror}")
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
    if libc.mount(b"hanging", bytes(folder), b"fuse", 0, options.encode()):
        os.close(device)
        pytest.skip(f"no FUSE: {os.strerror(ctypes.get_errno())}")
    try:
        yield
    finally:
        # Without its last descriptor the kernel ends the connection, and with it all waiting.
        os.close(device)
        libc.umount2(bytes(folder), _DETACH)
