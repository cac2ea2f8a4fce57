"""Keeps bytes on disk until they are read, encrypted, in a file without a name.

Nodes remove their secrets before they send anything, but this program has not looked yet, and one
that is older, or lies, may send some. What is on disk is useless to everyone else, then or later:
the key is in memory only.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO

MAX_BYTES = 2**28
"""Of one node, compressed: a log of a gigabyte."""

_SHARE_OF_FREE = 16
"""So that several nodes of several packets leave most of what is free."""

_MIN_SPEED = 8 * 2**20
"""Bytes a second: a slower disk has enough to do for others."""
_MAX_DELAY = 5.0
"""Seconds that it may take longer, as with a busy processor it does."""

_DIRECTORIES = ("/var/tmp", "/tmp")  # noqa: S108 -- the file has no name there
"""In this order: Debian 13 has the second one in memory."""
_MOUNTS = Path("/proc/self/mountinfo")
_IN_MEMORY = {"tmpfs", "ramfs"}


def open_file() -> IO[bytes] | None:
    """Return a new file on disk, `None` where none can be made.

    It is where temporary files are, unless that is in memory. So it is not in the work directory
    of a service, which systemd has there.
    """
    for directory in filter(None, (os.environ.get("TMPDIR"), *_DIRECTORIES)):
        with suppress(OSError):
            file = tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115 -- kept open
            if not _is_in_memory(file):
                return file
            file.close()
    return None


class Spool:
    """A queue of pieces on disk, which one thread writes and another one reads.

    Its file is made by `opening` for the first piece, and has at most `max_bytes`, and at most a
    part of what is free there.
    """

    def __init__(
        self, opening: Callable[[], IO[bytes] | None] = open_file, max_bytes: int = MAX_BYTES
    ) -> None:
        self._opening = opening
        self._max_bytes = max_bytes
        self._file: IO[bytes] | None = None
        self._failed = False
        self._delay = 0.0
        self._read = self._written = 0
        self._key, self._nonce = os.urandom(32), os.urandom(8)

    def has_room(self, size: int) -> bool:
        """Return whether a piece of so many bytes can be written, as far as is known."""
        used = self._written if self._read < self._written else 0
        return not self._failed and used + size <= self._max_bytes

    def write(self, piece: bytes) -> bool:
        """Keep a piece, and return whether it is kept; after a failure there is no room."""
        if self._read == self._written:
            # All was read, so the other thread needs neither of them now.
            self._read = self._written = 0
        began = monotonic()
        try:
            count = self._write(piece)
        except OSError:
            count = 0
        kept = count == len(piece)
        self._written += len(piece) if kept else 0
        self._delay = max(0.0, self._delay + monotonic() - began - count / _MIN_SPEED)
        self._failed = not kept or self._delay > _MAX_DELAY
        return kept

    def read(self, size: int) -> bytes:
        """Return the next piece, which has `size` bytes; `OSError`."""
        assert self._file  # noqa: S101 -- something was written
        encrypted = os.pread(self._file.fileno(), size, self._read)
        if len(encrypted) < size:
            raise OSError(0, "it became shorter")
        self._read += size
        return self._decrypt(encrypted)

    def close(self) -> None:
        """Free the room on disk."""
        if self._file:
            self._file.close()

    def _write(self, piece: bytes) -> int:
        if not self._file:
            self._file = self._opening()
            if not self._file:
                return 0
            self._begin(self._file)
        if not self._written:
            self._file.truncate(0)
        if not self.has_room(len(piece)):
            return 0
        return os.pwrite(self._file.fileno(), self._encrypt(piece), self._written)

    def _begin(self, file: IO[bytes]) -> None:
        from Crypto.Cipher import AES  # noqa: PLC0415 -- optional, only clusters need it

        # Both go through the same pieces in the same order, of which none is left out.
        self._encrypt = AES.new(self._key, AES.MODE_CTR, nonce=self._nonce).encrypt
        self._decrypt = AES.new(self._key, AES.MODE_CTR, nonce=self._nonce).decrypt
        system = os.fstatvfs(file.fileno())
        free = system.f_bavail * system.f_frsize
        self._max_bytes = min(self._max_bytes, free // _SHARE_OF_FREE)


def _is_in_memory(file: IO[bytes]) -> bool:
    device = os.fstat(file.fileno()).st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    return any(kind in _IN_MEMORY for found, kind in _mounts() if found == number)


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield the device and the kind of each file system, see proc_pid_mountinfo(5)."""
    with suppress(OSError):
        for line in _MOUNTS.read_text(errors="replace").splitlines():
            place, _, system = line.partition(" - ")
            yield place.split()[2], system.split()[0]
