"""Recognizes errors that only mean that the machine is short of something at the moment."""

import errno

SCARCE = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS))
"""The errors of a system without open files, memory or buffers."""

_MAX_CAUSES = 20


def shortage_of(error: BaseException) -> str | None:
    """Return what there was too little of, if that is why `error` was raised; else `None`.

    Libraries wrap such errors in their own: the causes count, also those that are not shown.
    """
    cause: BaseException | None = error
    for _ in range(_MAX_CAUSES):
        if cause is None:
            break
        if lacking := _lacking(cause):
            return lacking
        cause = cause.__cause__ or cause.__context__
    return None


def _lacking(error: BaseException) -> str | None:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError) and error.errno in (*SCARCE, errno.EAGAIN):
        return error.strerror
    # Python says it in no other way.
    if isinstance(error, RuntimeError) and str(error) == "can't start new thread":
        return "threads"
    return None
