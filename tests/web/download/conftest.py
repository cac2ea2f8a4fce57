"""A server whose packets never end, as a fixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving.program import Program, serving_with

from demo.installation import Installation

WAITING = """
import threading

def wait():
    yield b"begun"
    threading.Event().wait()

@hookimpl
def packet_files():
    return PacketFile(name="waiting.txt", collect=wait)
"""


@pytest.fixture
def waiting(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server with a collector that begins its file and then waits forever."""
    with serving_with(WAITING, installation.directory, tmp_path) as program:
        yield program
