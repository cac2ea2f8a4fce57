"""Tasks: items pass from a package's thread to the host's, within limits of size and time."""

import threading
from collections.abc import Callable, Generator
from time import monotonic

import pytest
from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner
from support_packet.host.supervision.task import Task
from support_packet.values.message import Message
from support_packet.values.reason import Reason
from support_packet.values.warning import warn

DEADLINE = Deadline(3600)


def start(
    make: Callable[[], Generator[int, None, None]], buffer_limit: float = float("inf")
) -> Task[int]:
    return TaskRunner("test").start(make, buffer_limit)


def everything(task: Task[int]) -> list[int]:
    items: list[int] = []
    while more := task.receive(monotonic() + 20, DEADLINE):
        items += more
    return items


def test_all_items_arrive_in_order() -> None:
    task = start(lambda: (number for number in range(1000)))

    assert everything(task) == list(range(1000))
    assert task.failure is None


def test_items_run_in_their_own_daemon_thread() -> None:
    threads = []

    def make() -> Generator[int, None, None]:
        threads.append(threading.current_thread())
        yield 1

    everything(start(make))

    assert threads[0] is not threading.current_thread()
    assert threads[0].daemon


def test_what_came_before_a_failure_counts() -> None:
    def make() -> Generator[int, None, None]:
        yield 1
        raise SystemExit(3)

    task = start(make)

    assert everything(task) == [1]
    assert task.failure is not None
    assert str(task.failure.message).startswith("SystemExit: 3")


def test_the_thread_pauses_while_nothing_is_received() -> None:
    made = []

    def make() -> Generator[int, None, None]:
        for number in range(1000):
            made.append(number)
            yield number

    task = start(make, buffer_limit=10)

    assert eventually(lambda: len(made) == 11)
    assert everything(task) == list(range(1000))


def test_waiting_ends_at_the_given_time() -> None:
    released = threading.Event()

    def make() -> Generator[int, None, None]:
        released.wait()
        yield 1

    task = start(make)
    with pytest.raises(TimeoutError):
        task.receive(monotonic() + 0.05, DEADLINE)
    released.set()

    assert everything(task) == [1]


def test_waiting_ends_when_the_client_has_left() -> None:
    gone = threading.Event()
    task = start(lambda: (number for number in iter(threading.Event().wait, None)))
    threading.Timer(0.1, gone.set).start()

    with pytest.raises(BrokenPipeError):
        task.receive(monotonic() + 20, Deadline(60, gone.is_set))


def test_closing_ends_an_endless_generator_in_its_own_thread() -> None:
    closed_in = []

    def make() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            closed_in.append(threading.current_thread())

    task = start(make, buffer_limit=10)
    task.receive(monotonic() + 20, DEADLINE)
    task.close()

    assert eventually(lambda: task.ended)
    assert closed_in != [threading.current_thread()]
    assert not task.stuck


def test_a_closed_task_that_ends_later_keeps_the_first_failure() -> None:
    released = threading.Event()

    def make() -> Generator[int, None, None]:
        released.wait()
        yield 1 // 0

    task = start(make)
    late = Reason(Message("It was late."))
    task.close(late)
    task.close()
    assert task.stuck
    released.set()

    assert eventually(lambda: task.ended)
    assert task.failure == late
    assert not task.stuck


def test_warnings_are_kept_as_plain_lines() -> None:
    def make() -> Generator[int, None, None]:
        warn("one\nforged\x1b[31m entry")
        warn(3)
        yield 1

    task = start(make)
    everything(task)

    assert [str(warning.message) for warning in task.warnings] == ["one forged [31m entry", "3"]


def test_endless_warnings_are_cut() -> None:
    def make() -> Generator[int, None, None]:
        for number in range(10_000):
            warn(f"{number} {'x' * 10_000}")
        yield 1

    task = start(make)
    everything(task)

    assert sum(len(str(warning.message)) for warning in task.warnings) < 200_000


def test_equal_warnings_are_one() -> None:
    def make() -> Generator[int, None, None]:
        for number in range(300):
            warn("the same")
            warn("the other", remedy=f"do {number % 2}")
        yield 1

    task = start(make)
    everything(task)

    texts = [(str(warning.message), str(warning.remedy)) for warning in task.warnings]
    assert texts == [("the same", "None"), ("the other", "do 0"), ("the other", "do 1")]


def test_warnings_that_are_left_out_are_mentioned() -> None:
    def make() -> Generator[int, None, None]:
        for number in range(102):
            warn(f"warning {number}")
        yield 1

    task = start(make)
    everything(task)

    texts = [str(warning.message) for warning in task.warnings]
    assert texts[-2:] == [
        "warning 99",
        "It has more than 100 different warnings; the others are left out.",
    ]
    assert len(texts) == 101


def test_a_warning_of_a_closed_task_is_dropped() -> None:
    released = threading.Event()

    def make() -> Generator[int, None, None]:
        released.wait()
        warn("too late")
        yield 1

    task = start(make)
    task.close()
    released.set()

    assert eventually(lambda: task.ended)
    assert task.warnings == []
