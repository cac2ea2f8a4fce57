"""What a collector's code can find out about the current call."""

from collections.abc import Generator
from typing import Any

from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.process.current_call import current_distribution, current_stopped

PATIENCE = 60


def test_it_knows_its_distribution() -> None:
    def make() -> Generator[str, None, None]:
        yield current_distribution.get()

    tasks: Any = [TaskRunner("name", "acme").start(make)]

    assert gather(tasks, PATIENCE, Deadline(PATIENCE)) == [["acme"]]
    assert current_distribution.get() == ""


def test_it_knows_when_nothing_waits_for_it_any_longer() -> None:
    seen: list[bool] = []

    def make() -> Generator[str, None, None]:
        stopped = current_stopped.get()
        seen.append(stopped())
        assert eventually(stopped)
        seen.append(stopped())
        yield ""

    task: Any = TaskRunner("name").start(make)
    assert eventually(lambda: seen == [False])
    task.close()

    assert eventually(lambda: seen == [False, True])
