"""Threads at low priority that give their results in order."""

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from support_packet.archive.workers import Workers
from support_packet.process.priority import LowPriority
from support_packet.process.threads import Thread


@pytest.fixture(autouse=True)
def _others_have_ended() -> None:
    """Let no test meet threads of an earlier one, which ask for their priority, too."""
    for thread in threading.enumerate():
        if thread.name == "support-packet-worker":
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


def test_results_come_in_order(workers: Workers) -> None:
    first_may_end = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            first_may_end.wait(10)
        if number == 1:
            first_may_end.set()
        return number

    assert list(workers.map(work, range(20))) == list(range(20))


def test_few_items_are_under_way_at_a_time(workers: Workers) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = workers.map(str, items())
    for count, _ in enumerate(results, start=1):
        # Two for each of two threads, and the one that comes next.
        assert len(taken) <= count + 5


def test_a_busy_thread_does_two_items_before_it_wakes_the_caller() -> None:
    workers = Workers(1)
    both_are_there, first_came = threading.Event(), threading.Event()
    came_before: list[bool] = []

    def work(number: int) -> int:
        if number == 0:
            assert both_are_there.wait(10)
        else:
            came_before.append(first_came.wait(0.2))
        return number

    def items() -> Iterator[int]:
        yield from (0, 1)
        both_are_there.set()

    results = workers.map(work, items())

    assert next(results) == 0
    first_came.set()
    assert list(results) == [1]
    assert came_before == [False]
    workers.close()


def test_an_item_is_begun_though_no_other_comes(workers: Workers) -> None:
    begun = [threading.Event() for _ in range(3)]
    may_end = threading.Event()

    def work(number: int) -> int:
        begun[number].set()
        assert may_end.wait(10)
        return number

    def items() -> Iterator[int]:
        yield from (0, 1)
        assert begun[0].wait(10)
        assert begun[1].wait(10)
        yield 2
        may_end.set()
        assert begun[2].wait(10)

    assert list(workers.map(work, items())) == [0, 1, 2]


@pytest.mark.parametrize("failing", range(9))
def test_results_before_an_error_come_first(workers: Workers, failing: int) -> None:
    results = workers.map(lambda number: 1 // (number - failing), range(9))

    assert [next(results) for _ in range(failing)] == [1 // (n - failing) for n in range(failing)]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_what_is_ready_comes_while_nothing_new_does(workers: Workers) -> None:
    done = threading.Event()

    def items() -> Iterator[int | None]:
        yield 1
        assert done.wait(10)
        while True:
            yield None

    def work(number: int) -> int:
        done.set()
        return number

    results = workers.map(work, items())

    assert next(results) == 1
    results.close()


def test_an_error_comes_where_its_item_was(workers: Workers) -> None:
    results = workers.map(lambda number: 10 // number, [5, 0, 2])

    assert next(results) == 2
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_what_has_not_begun_is_dropped_with_the_results() -> None:
    workers = Workers(1)
    has_begun, may_end = threading.Event(), threading.Event()
    begun: list[tuple[int, threading.Thread]] = []

    def work(number: int) -> int:
        begun.append((number, threading.current_thread()))
        has_begun.set()
        assert may_end.wait(10)
        return number

    def items() -> Iterator[int]:
        yield from (0, 1)
        assert has_begun.wait(10)
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        list(workers.map(work, items()))
    may_end.set()
    workers.close()
    workers.close()
    [(number, thread)] = begun
    thread.join(10)

    assert not thread.is_alive()
    assert number == 0
    assert len(begun) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the priority of a thread is Linux's")
def test_the_threads_have_low_priority_and_the_caller_has_not(workers: Workers) -> None:
    before = priority()

    def work(_: int) -> tuple[int, int]:
        seen, until = priority(), time.thread_time() + 0.03
        while time.thread_time() < until:
            pass
        return seen

    seen = list(workers.map(work, range(10)))

    # Which one, depends on what else this machine does; nobody knows before a thread has worked.
    nice = max(before[1], 10)
    low = {(os.SCHED_IDLE, before[1]), (os.SCHED_OTHER, nice), (os.SCHED_IDLE, nice)}
    assert set(seen) - {before} <= low
    assert set(seen) & low
    assert priority() == before


def priority() -> tuple[int, int]:
    """Return the policy and the niceness of this thread."""
    return os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)


def test_another_thread_takes_the_place_of_one_that_hardly_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starved = iter([True])
    monkeypatch.setattr(LowPriority, "adjust", lambda _: not next(starved, False))
    workers = Workers(1)

    def work(_: int) -> tuple[threading.Thread, int]:
        return threading.current_thread(), os.getpriority(os.PRIO_PROCESS, 0)

    threads = dict(workers.map(work, range(20)))
    workers.close()

    [_, before] = priority()
    assert list(threads.values()) == [before, max(before, 10)]
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_a_thread_that_hardly_runs_goes_on_where_there_can_be_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LowPriority, "adjust", lambda _: False)
    only(monkeypatch, 1)
    workers = Workers(1)

    assert list(workers.map(str, range(9))) == list("012345678")
    workers.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_has_ended_does_not_keep_a_caller_waiting(
    monkeypatch: pytest.MonkeyPatch, workers: Workers
) -> None:
    def end(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("support_packet.archive.workers.done_for", end)
    monkeypatch.setattr("support_packet.archive.workers._CHECK_SECONDS", 0.01)

    with pytest.raises(MemoryError):
        list(workers.map(str, [1]))


def test_one_thread_will_do(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    only(monkeypatch, 1)

    assert list(workers.map(str, range(5))) == list("01234")


def only(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let `count` threads be started, and no more."""
    started = Thread.start
    allowed = iter([True] * count)

    def start(thread: Thread) -> None:
        if not next(allowed, False):
            raise RuntimeError("can't start new thread")
        started(thread)

    monkeypatch.setattr(Thread, "start", start)
