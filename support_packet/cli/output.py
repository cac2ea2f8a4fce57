"""The command's own standard output, which collector packages cannot write to."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def own_output() -> Iterator[TextIO]:
    """Yield standard output; whatever else writes to it inside the block goes to standard error.

    The descriptor itself is replaced: a package may print from C or from a subprocess.
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
