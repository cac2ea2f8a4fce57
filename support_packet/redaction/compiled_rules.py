"""What hyperscan makes of the detectors of the rules, shared by processes and kept for later ones.

One process compiles them for others, which then need a hundredth of the time. No secret is in
detectors, nor in what is made of them.
"""

import errno
import fcntl
import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

_HEAD = struct.Struct("<32s32sQ")
"""Before each entry: what was compiled, the digest of the bytes that follow, and their number."""

_WAIT_SECONDS = 2.0
"""How long a process waits for another one to compile: that may have the lowest priority."""

_POLL_SECONDS = 0.02
_MAX_BYTES = 64 * 1024 * 1024
_MAX_ENTRIES = 4
"""More sets of rules than one process searches for; those of other versions are forgotten."""

_LEVEL = 1
_FILE = "support-packet-rules"


class _Entry(NamedTuple):
    """The digests of a key and of what was put there for it, and where in the file that is."""

    key: bytes
    digest: bytes
    start: int
    size: int

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.start + self.size


class CompiledRules:
    """A file that the processes share which are forked afterwards.

    It is in `directory`, where it is found at the next start, or has no name and is in memory.
    Where the system has neither, nothing is ever found in it. `OSError` if the directory cannot be
    used.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._file: int | None = None
        if directory:
            self._file = _opened(directory / _FILE)
            return
        with suppress(AttributeError, OSError):
            self._file = os.memfd_create("support-packet-rules")

    def get(self, key: bytes) -> bytes | None:
        """Return what was put there for `key`; `None` if it is not, or not yet, there."""
        if self._file is None:
            return None
        with suppress(OSError, zlib.error):
            for entry in _entries_of(self._file):
                if entry.key == _digest(key):
                    packed = os.pread(self._file, entry.size, entry.start)
                    # Another process may be writing.
                    return zlib.decompress(packed) if _digest(packed) == entry.digest else None
        return None

    def put(self, key: bytes, make: Callable[[], bytes]) -> None:
        """Put there what `make` returns for `key`, unless it is there already.

        Next to what is there for other keys, if that is not more than is used at a time.
        """
        if self._file is None or self.get(key) is not None:
            return
        packed = zlib.compress(make(), _LEVEL)
        # The disk may be full. What is not there completely is not taken.
        with suppress(OSError):
            entries = [*_entries_of(self._file)]
            is_damaged = any(entry.key == _digest(key) for entry in entries)
            is_new = is_damaged or not entries or len(entries) >= _MAX_ENTRIES
            end = 0 if is_new else entries[-1].end
            os.ftruncate(self._file, end)
            os.pwrite(self._file, packed, end + _HEAD.size)
            os.pwrite(self._file, _HEAD.pack(_digest(key), _digest(packed), len(packed)), end)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let other processes wait, for some seconds, until this one has put there what it makes.

        At a start a request may come before the rules are compiled for it: then both would compile
        them at the same time, and keep each other from it.
        """
        lock = self._reopened()
        try:
            if lock is not None:
                _wait_for(lock)
            yield
        finally:
            if lock is not None:
                os.close(lock)

    def _reopened(self) -> int | None:
        """Open the place once more: a lock belongs to all processes that share an open file."""
        with suppress(OSError):
            if self._file is not None:
                return os.open(f"/proc/self/fd/{self._file}", os.O_RDWR | os.O_CLOEXEC)
        return None

    @property
    def descriptors(self) -> tuple[int, ...]:
        """The open file that the place is."""
        return () if self._file is None else (self._file,)


def _entries_of(file: int) -> Iterator[_Entry]:
    """Yield the entries of a file; those behind a damaged one may be missing."""
    place = 0
    while len(head := os.pread(file, _HEAD.size, place)) == _HEAD.size:
        key, digest, size = _HEAD.unpack(head)
        if not 0 < size <= _MAX_BYTES:
            return
        entry = _Entry(key, digest, place + _HEAD.size, size)
        yield entry
        place = entry.end


def _opened(path: Path) -> int:
    """Open a file that only this account can have written: a false one would hide secrets."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    file = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    status = os.fstat(file)
    is_ours = status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077
    # With another name it would be another program's file, which must not be written.
    if is_ours and stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
        return file
    os.close(file)
    raise PermissionError(errno.EPERM, "not a file that only this account can write", str(path))


def _wait_for(lock: int) -> None:
    until = monotonic() + _WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if monotonic() > until:
                return None
        sleep(_POLL_SECONDS)


_shared: list[CompiledRules] = []


def share_compiled_rules(directory: Path | None = None) -> CompiledRules:
    """Return what this process, and those that it forks afterwards, look into from now on.

    As `CompiledRules`, also what it raises.
    """
    _shared[:] = [CompiledRules(directory)]
    return _shared[0]


def shared_rules() -> CompiledRules | None:
    """Return what `share_compiled_rules` has made, if it was called."""
    return _shared[0] if _shared else None


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()
