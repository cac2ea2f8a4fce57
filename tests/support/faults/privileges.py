"""Root that may read only what any user in its place could read."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from support.servers.packages import unavailable

from support_packet.files.bounded_reading import end_idle_threads

_CAPABILITY_VERSION_3 = 0x20080522
_OVERRIDE_FILE_MODES = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_NOBODY = 65534


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("thread", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def without_privileges() -> Iterator[None]:
    """Let this thread, and those it starts, read no file against its mode.

    On Linux root stays root, so that it can still import from a checkout in its private home. If
    that is not enough, it acts as the checkout's owner. The test is skipped if that is not either.
    """
    if os.geteuid() != 0:
        yield
        return
    imported_from = [entry for entry in sys.path if Path(entry).is_dir()]
    for change in _changes():
        with change, _new_readers():
            if all(
                os.access(entry, os.R_OK | os.X_OK, effective_ids=True) for entry in imported_from
            ):
                yield
                return
    unavailable("only root can read this checkout and its packages, and the test must not be root")


def _changes() -> Iterator[AbstractContextManager[None]]:
    if sys.platform == "linux":
        yield _obeying_file_modes()
    yield _acting_as(Path(__file__).stat().st_uid or _NOBODY)


@contextmanager
def _new_readers() -> Iterator[None]:
    """Let no thread read for this one that was started with other privileges, nor after it."""
    end_idle_threads()
    try:
        yield
    finally:
        end_idle_threads()


@contextmanager
def _acting_as(account: int) -> Iterator[None]:
    os.seteuid(account)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def _obeying_file_modes() -> Iterator[None]:
    """Drop the capabilities with which root reads what its mode forbids."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_CAPABILITY_VERSION_3, 0), (_Sets * 2)()
    _call(libc.capget, header, sets)
    before = sets[0].effective
    sets[0].effective &= ~_OVERRIDE_FILE_MODES
    _call(libc.capset, header, sets)
    try:
        yield
    finally:
        sets[0].effective = before
        _call(libc.capset, header, sets)


def _call(
    function: "ctypes._NamedFuncPointer", *arguments: ctypes.Structure | ctypes.Array[_Sets]
) -> None:
    if function(*map(ctypes.byref, arguments)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
