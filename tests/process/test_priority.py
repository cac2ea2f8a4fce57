"""A priority that others do not notice, and at which work is still done."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from support_packet.process.priority import LowPriority, _Times
from support_packet.process.threads import started

Seen = TypeVar("Seen")

HERE = os.getpriority(os.PRIO_PROCESS, 0)
NICE = max(HERE, 10)

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


def work_in_steps(count: int) -> Iterator[int]:
    for step in range(count):
        run(0.006)
        yield step


def run(seconds: float) -> None:
    """Take so much of the processor."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_a_thread_that_others_compete_with_gets_a_share() -> None:
    def work() -> None:
        priority = LowPriority()
        run(0.1)
        assert priority.adjust()
        assert os.sched_getscheduler(0) == os.SCHED_OTHER
        assert os.getpriority(os.PRIO_PROCESS, 0) == NICE

    with a_program_that_wants_the_processor():
        in_a_thread(work)


def test_a_thread_at_idle_priority_says_that_it_hardly_runs() -> None:
    def work() -> None:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        priority = LowPriority()
        # The scheduler may be kind at first.
        assert not all(priority.adjust() for _ in work_in_steps(20))

    with a_program_that_wants_the_processor():
        in_a_thread(work)


@pytest.mark.parametrize(
    ("waited", "own", "policy", "niceness"),
    [
        pytest.param(0.0, 0.0, "SCHED_IDLE", HERE, id="nobody else"),
        pytest.param(1.0, 0.0, "SCHED_OTHER", NICE, id="others"),
        pytest.param(1.0, 2.0, "SCHED_IDLE", HERE, id="own threads"),
        pytest.param(1.0, 1.0, "SCHED_OTHER", NICE, id="both"),
    ],
)
def test_the_priority_depends_on_whether_others_want_the_processor(
    monkeypatch: pytest.MonkeyPatch, waited: float, own: float, policy: str, niceness: int
) -> None:
    """`own` is what other threads of this process ran, for each second of the thread."""
    monkeypatch.setattr("support_packet.process.priority._processors", lambda: 2)
    steps = [0.0, 0.001, 0.04, 0.05]
    let_times_be(monkeypatch, [(ran, ran * (1 + own), ran * waited) for ran in steps])

    seen = in_turn(lambda: (os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)), 3)

    # At first, too little has been done to know.
    expected = (getattr(os, policy), niceness)
    assert seen == [(True, (os.SCHED_OTHER, HERE)), (True, expected), (True, expected)]


def test_a_busy_machine_that_becomes_free_is_left_to_others_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = [(0.0, 0.0), (0.04, 0.4), (0.08, 0.4), (0.09, 0.4), (0.1, 1.0)]
    let_times_be(monkeypatch, [(ran, ran, waited) for ran, waited in times])

    seen = in_turn(lambda: os.sched_getscheduler(0), 4)

    idle = os.SCHED_IDLE
    assert seen == [(True, os.SCHED_OTHER), (True, idle), (True, idle), (False, idle)]


def test_after_a_look_some_blocks_are_worked_on_without(monkeypatch: pytest.MonkeyPatch) -> None:
    let_times_be(monkeypatch, [(0.0, 0.0, 0.0), (0.04, 0.04, 0.0), (0.05, 0.05, 1.0)])
    monkeypatch.setattr("support_packet.process.priority._LOOK_SECONDS", 0.25)
    clock = iter([0.0, 5.0, 5.1, 5.2, 5.3, 5.3])
    monkeypatch.setattr("support_packet.process.priority.monotonic", lambda: next(clock))

    seen = in_turn(lambda: None, 4)

    assert [is_running for is_running, _ in seen] == [True, True, True, False]


def let_times_be(
    monkeypatch: pytest.MonkeyPatch, times: Iterable[tuple[float, float, float]]
) -> None:
    each = iter([_Times(*these) for these in times])
    monkeypatch.setattr("support_packet.process.priority._LOOK_SECONDS", 0)
    monkeypatch.setattr("support_packet.process.priority._times", lambda: next(each))


def in_turn(look: Callable[[], Seen], times: int) -> list[tuple[bool, Seen]]:
    """Return what `adjust` returned each time, and what `look` returned after it."""
    seen: list[tuple[bool, Seen]] = []

    def work() -> None:
        priority = LowPriority()
        seen.extend((priority.adjust(), look()) for _ in range(times))

    in_a_thread(work)
    return seen
