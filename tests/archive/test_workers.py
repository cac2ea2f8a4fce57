"""Threads at idle priority that give their results in order."""

import os
import sys
import threading
from collections.abc import Iterator

import pytest

from support_packet.archive.workers import Workers
from support_packet.process.threads import Thread


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
        assert len(taken) <= count + 5


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


def test_closing_drops_what_has_not_begun() -> None:
    workers = Workers(1)
    may_end, begun = threading.Event(), []

    def work(number: int) -> int:
        begun.append(number)
        may_end.wait(10)
        return number

    def items() -> Iterator[int | None]:
        yield from range(3)
        may_end.set()
        yield from [None] * 1_000_000

    results = workers.map(work, items())
    next(results)
    results.close()
    workers.close()
    workers.close()

    assert len(begun) <= 3


@pytest.mark.skipif(sys.platform != "linux", reason="SCHED_IDLE is Linux's")
def test_the_threads_have_idle_priority_and_the_caller_has_not(workers: Workers) -> None:
    before = os.sched_getscheduler(0)

    policies = set(workers.map(lambda _: os.sched_getscheduler(0), range(10)))

    assert policies == {os.SCHED_IDLE}
    assert os.sched_getscheduler(0) == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_has_ended_does_not_keep_who_waits(
    monkeypatch: pytest.MonkeyPatch, workers: Workers
) -> None:
    def end(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("support_packet.archive.workers.fulfill", end)
    monkeypatch.setattr("support_packet.archive.workers._CHECK_SECONDS", 0.01)

    with pytest.raises(MemoryError):
        list(workers.map(str, [1]))


def test_one_thread_will_do(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    started = Thread.start
    allowed = iter([True])

    def start(thread: Thread) -> None:
        if not next(allowed, False):
            raise RuntimeError("can't start new thread")
        started(thread)

    monkeypatch.setattr(Thread, "start", start)

    assert list(workers.map(str, range(5))) == list("01234")
