"""Full and broken disks, simulated by the kernel for a thread or for a while."""

import ctypes
import errno
import platform
import resource
from collections.abc import Iterator
from contextlib import contextmanager

_PREAD = {"x86_64": 17, "aarch64": 67}
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_OFFSET_ARGUMENT = 16 + 3 * 8  # of struct seccomp_data: the lower half of the fourth argument
_FAIL = 0x00050000 | errno.EIO
_ALLOW = 0x7FFF0000


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def break_disk(start: int, end: int) -> bool:
    """Make `pread` from `start` to `end` fail with EIO in this thread and those that it starts.

    Return whether this kernel can. It lasts until the thread ends.
    """
    if platform.system() != "Linux" or platform.machine() not in _PREAD:
        return False
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    instructions = (_Instruction * 7)(
        _Instruction(load, 0, 0, 0),
        _Instruction(equal, 0, 4, _PREAD[platform.machine()]),
        _Instruction(load, 0, 0, _OFFSET_ARGUMENT),
        _Instruction(at_least, 0, 2, start),
        _Instruction(at_least, 1, 0, end),
        _Instruction(answer, 0, 0, _FAIL),
        _Instruction(answer, 0, 0, _ALLOW),
    )
    program = _Program(len(instructions), instructions)
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    failed: int = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))
    return not failed


@contextmanager
def full_disk() -> Iterator[None]:
    """Make every write of this process to a file fail."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
