"""Asks one hook of all collectors at the same time, each in a thread of its own."""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import TypeVar

from support_packet.host.plugins import Collector
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import gather
from support_packet.message import Message
from support_packet.settings import Settings

Answer = TypeVar("Answer")


class Hooks:
    """The hooks of all collectors, for one packet; `problems` tells which ones failed."""

    def __init__(
        self, collectors: Iterable[Collector], settings: Settings, deadline: Deadline
    ) -> None:
        self.problems: list[Problem] = []
        self._collectors = list(collectors)
        self._seconds = settings.collector_timeout
        self._deadline = deadline
        self._failed: dict[str, set[str]] = {}

    def ask(
        self, hook: str, answers: Callable[[Collector], Generator[Answer, None, None]]
    ) -> list[tuple[Collector, Answer]]:
        """Return what `answers` yields for each collector that implements `hook`, in their order.

        It runs in the collector's thread; what it yields before a failure counts.
        """
        asked = [collector for collector in self._collectors if hook in collector.hooks]
        tasks = [collector.runner.start(partial(answers, collector)) for collector in asked]
        told: list[tuple[Collector, Answer]] = []
        gathered = gather(tasks, self._seconds, self._deadline)
        for collector, task, items in zip(asked, tasks, gathered, strict=True):
            told += [(collector, item) for item in items]
            self.problems += task.problems(collector.origin, doing=f"Hook {hook}: ")
            if task.failure:
                self._failed.setdefault(hook, set()).add(collector.origin.distribution)
        return told

    def withhold(self, hook: str) -> None:
        """Ask nothing more of the distributions in which `hook` failed."""
        failed = self._failed.get(hook, set())
        self._collectors = [
            one for one in self._collectors if one.origin.distribution not in failed
        ]
        self.problems += [
            Problem(
                Message(
                    "All files and facts of %(package)s are withheld: they could hold a secret "
                    "that its hook %(hook)s should have told.",
                    package=distribution,
                    hook=hook,
                )
            )
            for distribution in sorted(failed)
        ]
