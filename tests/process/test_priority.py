"""A priority that others do not notice, and at which work is done all the same."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from support_packet.process.priority import LowPriority
from support_packet.process.threads import started

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the priority of a thread is Linux's"
)


@contextmanager
def a_program_that_wants_the_processor() -> Iterator[None]:
    """Run it on one processor, and this thread and those that it starts on the same."""
    [processor, *_] = before = os.sched_getaffinity(0)
    endless = [sys.executable, "-c", "print(flush=True)\nwhile True: pass"]
    with subprocess.Popen(endless, stdout=subprocess.PIPE) as program:
        try:
            assert program.stdout
            program.stdout.readline()
            for thread in (program.pid, 0):
                os.sched_setaffinity(thread, {processor})
            yield
        finally:
            os.sched_setaffinity(0, before)
            program.kill()


def in_a_thread(work: Callable[[], None]) -> None:
    """Do `work` at a priority that no other test has to live with."""
    started(work)()


def run(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_a_thread_that_others_compete_with_gets_a_share() -> None:
    def work() -> None:
        priority = LowPriority()
        run(0.1)
        assert priority.adjust()
        assert os.sched_getscheduler(0) == os.SCHED_OTHER
        assert os.getpriority(os.PRIO_PROCESS, 0) == 10

    with a_program_that_wants_the_processor():
        in_a_thread(work)


def test_a_thread_at_idle_priority_says_that_it_hardly_runs() -> None:
    def work() -> None:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        priority = LowPriority()
        run(0.006)
        assert not priority.adjust()

    with a_program_that_wants_the_processor():
        in_a_thread(work)


@pytest.mark.parametrize(
    ("waits", "policy", "niceness"), [(0.0, "SCHED_IDLE", 0), (1.0, "SCHED_OTHER", 10)]
)
def test_the_priority_depends_on_whether_others_want_the_processor(
    monkeypatch: pytest.MonkeyPatch, waits: float, policy: str, niceness: int
) -> None:
    times = iter([(0.0, 0.0), (0.001, 0.0), (0.04, 0.04 * waits), (0.05, 0.05 * waits)])
    monkeypatch.setattr("support_packet.process.priority._ran_and_waited", lambda: next(times))
    seen = []

    def work() -> None:
        priority = LowPriority()
        for _ in range(3):
            assert priority.adjust()
            seen.append((os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)))

    in_a_thread(work)

    # Too little has been done to tell, at first.
    assert seen == [(os.SCHED_OTHER, 0), *[(getattr(os, policy), niceness)] * 2]


def test_a_busy_machine_that_becomes_free_is_left_to_others_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = iter([(0.0, 0.0), (0.04, 0.4), (0.08, 0.4), (0.09, 0.4), (0.1, 1.0)])
    monkeypatch.setattr("support_packet.process.priority._ran_and_waited", lambda: next(times))
    seen: list[tuple[bool, int]] = []

    def work() -> None:
        priority = LowPriority()
        seen.extend((priority.adjust(), os.sched_getscheduler(0)) for _ in range(4))

    in_a_thread(work)

    idle = os.SCHED_IDLE
    assert seen == [(True, os.SCHED_OTHER), (True, idle), (True, idle), (False, idle)]
