"""What Ctrl-C does to a command that only reads and prints."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

INTERRUPTED: Final = 130


@contextmanager
def ending_on_interrupt() -> Iterator[None]:
    """Within this block, SIGINT ends the process at once, with exit status 130.

    `KeyboardInterrupt` would be lost where it is raised in a destructor or a callback, and the
    command would go on.
    """
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
