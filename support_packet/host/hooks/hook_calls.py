"""Calls one hook of all collectors at the same time, each in its own thread."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from support_packet.host.discovery.collector import Collector
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import gather
from support_packet.host.supervision.task import Call, Task
from support_packet.host.validation.returned import unsearchable
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

Value = TypeVar("Value")


@dataclass(frozen=True)
class Declared(Generic[Value]):
    """What a hook declared, and the collector whose hook it was."""

    value: Value
    collector: Collector

    @property
    def origin(self) -> CollectorId:
        """The names of the collector."""
        return self.collector.origin


class Hooks:
    """The hooks of all collectors, for one packet; `problems` has those that failed."""

    def __init__(
        self, collectors: Iterable[Collector], settings: Settings, deadline: Deadline
    ) -> None:
        self.problems: list[Problem] = []
        self._collectors = list(collectors)
        self._seconds = settings.collector_timeout
        self._deadline = deadline
        self._failed: dict[str, set[str]] = {}

    def check_secret_settings(self) -> None:
        """Note whose secret settings have values that are not searched for."""
        for collector in self._collectors:
            if why := unsearchable(collector.secrets):
                attention = _attention("packet_settings", collector.origin)
                self.problems.append(
                    Problem(Kind.WARNING, attention, Reason(why), collector.origin)
                )

    def call(
        self, hook: str, declare: Callable[[Collector], Generator[Value, None, None]]
    ) -> list[Declared[Value]]:
        """Return what `declare` yields for each collector that implements `hook`, in their order.

        It runs in the collector's thread; what it yields before a failure counts.
        """
        called = [collector for collector in self._collectors if hook in collector.hooks]
        # Vital: without it, all that it declares would be missing.
        limits = Call(hook, self._seconds, vital=True)
        tasks = [
            collector.runner.start(partial(declare, collector), call=limits) for collector in called
        ]
        declared: list[Declared[Value]] = []
        gathered = gather(tasks, self._seconds, self._deadline)
        for collector, task, values in zip(called, tasks, gathered, strict=True):
            declared += [Declared(value, collector) for value in values]
            self.problems += _problems(hook, collector.origin, task)
            if task.failure:
                self._failed.setdefault(hook, set()).add(collector.origin.distribution)
        return declared

    def withhold(self, hook: str) -> None:
        """Call no other hook of the distributions in which `hook` failed."""
        failed = self._failed.get(hook, set())
        self._collectors = [
            collector
            for collector in self._collectors
            if collector.origin.distribution not in failed
        ]
        self.problems += [_withheld(distribution, hook) for distribution in sorted(failed)]


def _problems(hook: str, origin: CollectorId, task: Task[Value]) -> Iterator[Problem]:
    for warning in task.warnings:
        yield Problem(Kind.WARNING, _attention(hook, origin), warning, origin)
    if task.failure:
        names = {"hook": hook, "package": origin.distribution}
        headline = Message(N_("Hook %(hook)s of %(package)s failed"), **names)
        yield Problem(Kind.HOOK, headline, task.failure, origin)


def _attention(hook: str, origin: CollectorId) -> Message:
    names = {"hook": hook, "package": origin.distribution}
    return Message(N_("Hook %(hook)s of %(package)s needs attention"), **names)


def _withheld(distribution: str, hook: str) -> Problem:
    why = Message(
        N_("They may contain a secret that its hook %(hook)s failed to report."), hook=hook
    )
    return Problem(
        Kind.WITHHELD,
        Message(N_("All files and facts of %(package)s are withheld"), package=distribution),
        Reason(why),
    )
