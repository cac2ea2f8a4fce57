"""Task runners: a collector that hangs costs one thread, not one for each packet."""

import threading
from collections.abc import Callable, Generator, Iterator
from time import monotonic

import pytest
from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import MAX_STUCK, TaskRunner, gather
from support_packet.host.supervision.task import Call
from support_packet.process.running_work import WorkRecord, running_work

DEADLINE = Deadline(3600)


def hanging(released: threading.Event) -> Callable[[], Generator[int, None, None]]:
    def make() -> Generator[int, None, None]:
        released.wait()
        yield 1

    return make


def numbers() -> Generator[int, None, None]:
    yield from range(3)


@pytest.mark.timeout(30)
def test_tasks_are_waited_for_together(released: threading.Event) -> None:
    """One after the other, they would take a minute."""
    runners = [TaskRunner(str(number)) for number in range(300)]
    tasks = [runner.start(hanging(released)) for runner in runners]

    gathered = gather([*tasks, TaskRunner("quick").start(numbers)], 0.2, DEADLINE)

    assert gathered == [[]] * 300 + [[0, 1, 2]]
    assert all(task.failure and "0.2 seconds" in str(task.failure.message) for task in tasks)


def test_a_stuck_collector_is_not_started_again(released: threading.Event) -> None:
    runner = TaskRunner("hangs")
    gather([runner.start(hanging(released))], 0.05, DEADLINE)
    before = set(threading.enumerate())

    tasks = [runner.start(numbers) for _ in range(5)]

    assert gather(tasks, 1, DEADLINE) == [[]] * 5
    assert not set(threading.enumerate()) - before
    assert all(task.failure and "still running" in str(task.failure.message) for task in tasks)


def test_once_it_returns_the_collector_is_started_again(released: threading.Event) -> None:
    runner = TaskRunner("slow")
    task = runner.start(hanging(released))
    gather([task], 0.05, DEADLINE)
    released.set()
    assert eventually(lambda: task.ended)

    assert gather([runner.start(numbers)], 10, DEADLINE) == [[0, 1, 2]]


def test_a_collector_that_was_just_stopped_is_not_stuck(
    released: threading.Event,
) -> None:
    runner = TaskRunner("busy")
    runner.start(hanging(released)).close()

    assert gather([runner.start(numbers)], 10, DEADLINE) == [[0, 1, 2]]


def test_two_packets_may_run_one_collector(released: threading.Event) -> None:
    runner = TaskRunner("shared")
    first = runner.start(hanging(released))
    second = runner.start(numbers)
    released.set()

    assert gather([first, second], 10, DEADLINE) == [[1], [0, 1, 2]]


def test_all_are_stopped_when_the_client_leaves(released: threading.Event) -> None:
    tasks = [TaskRunner("first").start(hanging(released)) for _ in range(2)]

    with pytest.raises(BrokenPipeError):
        gather(tasks, 60, Deadline(60, lambda: True))

    released.set()
    assert all(task.receive(monotonic() + 20, DEADLINE) == [] for task in tasks)


def test_a_call_that_hangs_does_not_keep_others_from_being_made(released: threading.Event) -> None:
    runner = TaskRunner("hangs")
    gather([runner.start(hanging(released), call=Call("a.txt"))], 0.05, DEADLINE)

    again, other = (runner.start(numbers, call=Call(name)) for name in ("a.txt", "b.txt"))

    assert gather([again, other], 10, DEADLINE) == [[], [0, 1, 2]]
    assert again.failure
    assert "still running: a.txt. It will" in str(again.failure.message)


def test_many_calls_that_hang_keep_all_but_vital_ones_from_being_made(
    released: threading.Event,
) -> None:
    runner = TaskRunner("hangs")
    calls = [Call(f"{number}.txt") for number in range(MAX_STUCK)]
    gather([runner.start(hanging(released), call=call) for call in calls], 0.05, DEADLINE)

    refused = runner.start(numbers, call=Call("another.txt"))
    vital = runner.start(numbers, call=Call("packet_files", vital=True))

    assert gather([refused, vital], 10, DEADLINE) == [[], [0, 1, 2]]
    assert refused.failure
    assert "0.txt, 1.txt, 2.txt" in str(refused.failure.message)


def test_what_hangs_in_another_runner_of_the_same_package_is_not_called(
    released: threading.Event,
) -> None:
    packets = TaskRunner("package")
    page = TaskRunner("package", elsewhere=packets)
    gather([packets.start(hanging(released), call=Call("a.txt"))], 0.05, DEADLINE)

    task = page.start(numbers, call=Call("a.txt"))

    assert task.skipped


def test_a_slow_call_that_was_left_alone_is_not_stuck_before_its_time(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("support_packet.host.supervision.task._STOP_SECONDS", 0.0)
    page = TaskRunner("package", hangs_after=3600)
    slow = [page.start(hanging(released), call=Call("a.txt")) for _ in range(2)]
    for task in slow:
        task.close()

    third = page.start(numbers, call=Call("a.txt"))

    assert not page.stuck
    assert gather([third], 10, DEADLINE) == [[0, 1, 2]]


def test_slow_calls_that_were_left_alone_do_not_pile_up(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("support_packet.host.supervision.task._STOP_SECONDS", 0.0)
    page = TaskRunner("package", hangs_after=3600)
    tasks = []
    for _ in range(20):
        tasks.append(page.start(hanging(released), call=Call("a.txt")))
        tasks[-1].close()

    assert [task.skipped for task in tasks] == [False] * 3 + [True] * 17


@pytest.fixture
def suspended() -> Iterator[None]:
    """Suspend `file.txt` of the collector `package`."""
    running_work.suspend(("package", "file.txt"))
    yield
    running_work.suspended.clear()


@pytest.mark.usefixtures("suspended")
def test_a_call_that_stopped_the_service_is_not_made() -> None:
    runner = TaskRunner("package", "distribution")
    tasks = [runner.start(numbers, call=Call(name)) for name in ("file.txt", "other.txt")]

    assert gather(tasks, 10, DEADLINE) == [[], [0, 1, 2]]
    assert tasks[0].failure
    assert "the whole service stopped responding" in str(tasks[0].failure.message)


@pytest.mark.usefixtures("suspended")
def test_what_belongs_to_no_package_is_never_left_out() -> None:
    task = TaskRunner("package").start(numbers, call=Call("file.txt"))

    assert gather([task], 10, DEADLINE) == [[0, 1, 2]]


@pytest.mark.parametrize(("vital", "shown"), [(True, "packet_files"), (False, "")])
def test_a_running_call_is_noted_and_only_a_hook_is_shown(
    monkeypatch: pytest.MonkeyPatch, vital: bool, shown: str
) -> None:
    """The name of a file may hold a secret."""
    record = WorkRecord()
    monkeypatch.setattr(running_work, "record", record)
    noted: list[dict[str, object]] = []

    def make() -> Generator[int, None, None]:
        noted.extend(record.read())
        yield 1

    task = TaskRunner("package").start(make, call=Call("packet_files", vital=vital))
    gather([task], 10, DEADLINE)

    assert [work["shown"] for work in noted] == [shown]
    assert eventually(lambda: record.read() == [])
