"""Passes on, from a process that ends to those that go on, how many lines of the log it lost."""

import os
from contextlib import suppress

_BYTES = 8


class LostLines:
    """Counts of lines that were lost, and of which no notice could be written.

    It is made before the processes fork: all of them have both ends of its pipe.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)

    def leave(self, count: int) -> None:
        """Leave a count to whoever takes it next."""
        with suppress(OSError):
            os.write(self._writer, count.to_bytes(_BYTES))

    def take(self) -> int:
        """Return how many lines others have left, once."""
        count = 0
        # So few bytes are written and read as one, whatever other processes do meanwhile.
        with suppress(OSError):
            while left := os.read(self._reader, _BYTES):
                count += int.from_bytes(left)
        return count
