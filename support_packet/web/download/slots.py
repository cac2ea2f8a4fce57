"""The limit on packets made at the same time, kept among all processes of one server."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support_packet.web.api_error import ApiError


class Slots:
    """`count` lock files in `directory`, one for each packet that may be made at a time.

    The kernel frees the lock of a process that dies, whatever it dies of.
    """

    def __init__(self, directory: Path, count: int) -> None:
        self._paths = [directory / f"slot-{number}.lock" for number in range(count)]

    @contextmanager
    def take(self) -> Iterator[None]:
        """Hold a slot for the length of the block; `ApiError` (503) at once when all are taken."""
        descriptor = self._lock_any()
        try:
            yield
        finally:
            # Unlocked by name: a child that a collector forked may hold a copy of the descriptor.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)

    def _lock_any(self) -> int:
        for path in self._paths:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
            else:
                return descriptor
        raise ApiError(
            503,
            "support_packet.too_many_packets",
            "%(limit)s support packets are being made at this moment, which is the most that this "
            "server makes at a time. Try again in a moment.",
            limit=str(len(self._paths)),
        )
