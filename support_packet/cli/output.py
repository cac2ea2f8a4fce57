"""The command's own standard output, which collector packages do not get to write to."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def own_output() -> Iterator[TextIO]:
    """Lend standard output; all else that writes to it inside the block ends up in standard error.

    It is the descriptor that is exchanged: a package may print from C or from a process of its own.
    """
    sys.stdout.flush()
    own = os.dup(1)
    os.dup2(2, 1)
    try:
        with open(own, "w", buffering=1, encoding="utf-8", closefd=False) as output:
            yield output
    finally:
        sys.stdout.flush()
        os.dup2(own, 1)
        os.close(own)
