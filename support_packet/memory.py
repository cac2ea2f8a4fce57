"""How much freed memory the C library keeps, and when it returns it to the system.

Both need glibc; with other C libraries nothing happens.
"""

import ctypes
from functools import cache

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_MAX_KEPT_BYTES = 4 * 1024 * 1024


@cache
def keep_freed_memory() -> None:
    """Keep up to 4 MiB of freed memory per thread, for the whole process and from now on.

    By default glibc returns a block's memory to the system and requests it again for the next one,
    which costs up to 40 % of the speed. More than 4 MiB is not faster, only larger.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_TRIM_THRESHOLD, _MAX_KEPT_BYTES)
        mallopt(_MMAP_THRESHOLD, _MAX_KEPT_BYTES)


def give_back_memory() -> None:
    """Return all freed memory to the system, after a large piece of work."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
