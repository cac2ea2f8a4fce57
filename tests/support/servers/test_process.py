"""A server ends with what started it, whenever that ends."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pytest
from support.servers.process import running, server_directory

COMMAND = ["sleep", "600"]


@pytest.fixture
def _exits_by_signal() -> Iterator[None]:
    """Let SIGTERM raise `SystemExit`, as in a program that cleans up."""

    def leave(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    yield
    signal.signal(signal.SIGTERM, before)


def children() -> set[int]:
    """Return the processes that this thread has started and that still run."""
    listed = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
    return {int(pid) for pid in listed}


@pytest.mark.usefixtures("_exits_by_signal")
def test_a_signal_that_comes_while_it_starts_ends_it_too() -> None:
    before = children()
    started: set[int] = set()

    def end_once_it_runs(_: FrameType, event: str, called: Any) -> None:
        if event == "c_return" and called.__name__ == "fork_exec":
            sys.setprofile(None)
            started.update(children() - before)
            os.kill(os.getpid(), signal.SIGTERM)

    with server_directory("process") as directory:
        sys.setprofile(end_once_it_runs)
        try:
            with pytest.raises(SystemExit, match="143"), running(COMMAND, directory, lambda: True):
                pytest.fail("the signal was lost")
        finally:
            sys.setprofile(None)

    left = children() & started
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert len(started) == 1
    assert not left


@pytest.mark.usefixtures("_exits_by_signal")
def test_the_handlers_are_the_same_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with server_directory("process") as directory, running(COMMAND, directory, lambda: True):
        assert signal.getsignal(signal.SIGTERM) == before
