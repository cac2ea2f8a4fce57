"""Work in a separate process: done apart, with nothing of its parent that others may wait for."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.distributions.waiting import eventually

from support_packet.web.serving.background_work import BackgroundWork


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())


@pytest.fixture
def shared() -> Iterator[int]:
    """Open a file in memory."""
    descriptor = os.memfd_create("shared")
    yield descriptor
    os.close(descriptor)


def _read(descriptor: int) -> bytes:
    return os.pread(descriptor, 1000, 0)


def test_the_work_is_done_by_another_process(shared: int) -> None:
    before = _children()
    BackgroundWork(lambda: _write(shared, str(os.getpid())), [shared]).begin()

    assert _children() == before
    assert eventually(lambda: _read(shared) != b"")
    assert int(_read(shared)) != os.getpid()


def _write(descriptor: int, text: str) -> None:
    os.pwrite(descriptor, text.encode(), 0)


def test_nothing_that_others_wait_for_stays_open(shared: int) -> None:
    with ExitStack() as closing:
        held, free = os.pipe()
        closing.callback(os.close, held)
        work = BackgroundWork(lambda: _wait(shared), [shared])
        work.begin()
        os.close(free)

        # Else the end would not come before that of the process, which waits.
        assert select.select([held], [], [], 20)[0] == [held]
        assert eventually(lambda: _read(shared) != b"")
        os.kill(int(_read(shared)), signal.SIGTERM)


def _wait(descriptor: int) -> None:
    _write(descriptor, str(os.getpid()))
    signal.pause()


def test_work_that_fails_says_nothing(shared: int, capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        _write(shared, "begun")
        raise ValueError("secret")

    BackgroundWork(fail, [shared]).begin()

    assert eventually(lambda: _read(shared) != b"")
    assert capfd.readouterr() == ("", "")


def test_no_process_more_is_not_an_error(monkeypatch: pytest.MonkeyPatch, shared: int) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)

    BackgroundWork(lambda: _write(shared, "done"), [shared]).begin()

    assert _read(shared) == b""


def test_nothing_is_done_before_it_begins(shared: int) -> None:
    work = BackgroundWork(lambda: _write(shared, "done"), [shared])
    before = _read(shared)

    work.begin()
    work.begin()

    assert before == b""
    assert eventually(lambda: _read(shared) == b"done")


def test_it_ends_with_the_process_that_has_started_it(shared: int) -> None:
    work = BackgroundWork(lambda: _wait(shared), [shared])
    work.begin()
    assert eventually(lambda: _read(shared) != b"")
    pid = _read(shared).decode()
    before = _runs(pid)

    work.end()

    assert before
    assert eventually(lambda: not _runs(pid))


def _runs(pid: str) -> bool:
    try:
        state = Path("/proc", pid, "stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    # Process 1 may not have collected its status yet.
    return state != "Z"
