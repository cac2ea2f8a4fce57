"""Supervisors: a collector that hangs costs one thread, not one for each packet."""

import threading
from collections.abc import Callable, Generator
from time import monotonic

import pytest
from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Watch
from support_packet.host.supervision.runner import Supervisor, gather

WATCH = Watch(3600)


def hanging(released: threading.Event) -> Callable[[], Generator[int, None, None]]:
    def make() -> Generator[int, None, None]:
        released.wait()
        yield 1

    return make


def numbers() -> Generator[int, None, None]:
    yield from range(3)


def test_tasks_are_waited_for_together(released: threading.Event) -> None:
    supervisors = [Supervisor(str(number)) for number in range(10)]
    started = monotonic()
    tasks = [supervisor.start(hanging(released)) for supervisor in supervisors]

    gathered = gather([*tasks, Supervisor("quick").start(numbers)], 0.2, WATCH)

    assert gathered == [[]] * 10 + [[0, 1, 2]]
    assert monotonic() - started < 1.5
    assert all(task.failure and "0.2 seconds" in task.failure.message for task in tasks)


def test_a_stuck_collector_is_not_started_again(released: threading.Event) -> None:
    supervisor = Supervisor("hangs")
    gather([supervisor.start(hanging(released))], 0.05, WATCH)
    before = threading.active_count()

    tasks = [supervisor.start(numbers) for _ in range(5)]

    assert gather(tasks, 1, WATCH) == [[]] * 5
    assert threading.active_count() <= before
    assert all(task.failure and "never returned" in task.failure.message for task in tasks)


def test_once_it_returns_the_collector_is_started_again(released: threading.Event) -> None:
    supervisor = Supervisor("slow")
    task = supervisor.start(hanging(released))
    gather([task], 0.05, WATCH)
    released.set()
    assert eventually(lambda: task.ended)

    assert gather([supervisor.start(numbers)], 10, WATCH) == [[0, 1, 2]]


def test_a_collector_that_was_told_to_stop_a_moment_ago_is_not_stuck(
    released: threading.Event,
) -> None:
    supervisor = Supervisor("busy")
    supervisor.start(hanging(released)).close()

    assert gather([supervisor.start(numbers)], 10, WATCH) == [[0, 1, 2]]


def test_two_packets_may_run_one_collector(released: threading.Event) -> None:
    supervisor = Supervisor("shared")
    first = supervisor.start(hanging(released))
    second = supervisor.start(numbers)
    released.set()

    assert gather([first, second], 10, WATCH) == [[1], [0, 1, 2]]


def test_all_are_told_to_stop_when_the_client_leaves(released: threading.Event) -> None:
    tasks = [Supervisor("first").start(hanging(released)) for _ in range(2)]

    with pytest.raises(BrokenPipeError):
        gather(tasks, 60, Watch(60, lambda: True))

    released.set()
    assert all(task.receive(monotonic() + 20, WATCH) == [] for task in tasks)
