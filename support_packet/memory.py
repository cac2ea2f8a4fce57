"""Tells the C library which freed memory to keep, and when to give it back to the system.

Both are glibc's; other C libraries have no such settings, and nothing happens there.
"""

import ctypes
from functools import cache

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_KEPT_BYTES = 4 * 1024 * 1024


@cache
def keep_freed_memory() -> None:
    """Have up to 4 MiB of freed memory kept a thread, for the whole process and from now on.

    By itself glibc gives a block's memory back to the system and takes it again for the next one,
    which costs up to 40 % of the speed. More than 4 MiB makes nothing faster, and the process
    larger.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
        mallopt(_MMAP_THRESHOLD, _KEPT_BYTES)


def give_back_memory() -> None:
    """Return all freed memory to the system: what a large piece of work leaves behind."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
