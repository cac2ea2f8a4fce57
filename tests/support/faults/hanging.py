"""File systems that never answer, or only with errors, as a network mount without its server."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DETACH = 2


@contextmanager
def hanging_file_system(folder: Path) -> Iterator[None]:
    """Within this block, reading `folder` hangs: it is a FUSE mount without a server.

    Needs root and /dev/fuse; skips the test where they are missing. At the end of the block all
    that waits gets an error.
    """
    device = _mounted(folder)
    try:
        yield
    finally:
        # Without its last descriptor the kernel ends the connection, and with it all waiting.
        os.close(device)
        _unmount(folder)


@contextmanager
def dead_file_system(folder: Path) -> Iterator[None]:
    """Within this block, reading `folder` fails: its server has ended.

    Needs what `hanging_file_system` needs.
    """
    os.close(_mounted(folder))
    try:
        yield
    finally:
        _unmount(folder)


def _mounted(folder: Path) -> int:
    """Mount a file system at `folder`; return the descriptor to which its server would answer."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        pytest.skip(f"no FUSE: {error.strerror}")
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
    if libc.mount(b"hanging", bytes(folder), b"fuse", 0, options.encode()):
        os.close(device)
        pytest.skip(f"no FUSE: {os.strerror(ctypes.get_errno())}")
    return device


def _unmount(folder: Path) -> None:
    ctypes.CDLL(None).umount2(bytes(folder), _DETACH)
