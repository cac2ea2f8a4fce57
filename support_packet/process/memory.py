"""How much freed memory the C library keeps, when it returns it, and when cycles are looked for.

The parts about the C library need glibc; with other ones nothing happens.
"""

import ctypes
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_ARENAS = -8
_MAX_ARENAS = 2
_MAX_KEPT_BYTES = 4 * 1024 * 1024

_lock = threading.Lock()
_pauses = 0


@cache
def keep_freed_memory() -> None:
    """Keep up to 4 MiB of freed memory, of all threads together, for the whole process.

    By default glibc returns a block's memory to the system and requests it again for the next one,
    which costs up to 40 % of the speed. More than 4 MiB is not faster, only larger. It would keep
    them for each of the threads, of which a packet has many: where this is called before they
    begin, they share two arenas. With one, the two threads that compile what finds known secrets
    keep each other waiting, for a twentieth of the time of a first packet; a third one makes
    nothing faster, and a packet of five nodes takes 10 MiB more.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_TRIM_THRESHOLD, _MAX_KEPT_BYTES)
        mallopt(_MMAP_THRESHOLD, _MAX_KEPT_BYTES)
        mallopt(_ARENAS, _MAX_ARENAS)


def give_back_memory() -> None:
    """Return all freed memory to the system, after a large piece of work."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let Python look for no cycles within this block, in any thread.

    Where hundreds of thousands of objects are made that are all kept, it would look at them again
    and again, for a tenth of the time.
    """
    _count_pause(1)
    try:
        yield
    finally:
        _count_pause(-1)


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Let Python never look for cycles among what is made within this block, or was before.

    Only for what is done once, such as loading: the next search for cycles would look at all of it.
    Done again and again, it would keep the cycles that are garbage at each of these moments.
    """
    with collection_paused():
        yield
    gc.freeze()


def _count_pause(more: int) -> None:
    global _pauses
    with _lock:
        was_paused, _pauses = _pauses > 0, _pauses + more
        if not was_paused:
            gc.disable()
        elif not _pauses:
            gc.enable()
