"""All declared facts of one packet, evaluated only when the first collector asks for them."""

import threading
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from support_packet.contract import FactValue, PacketFacts
from support_packet.errors import DeclarationError
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import gather
from support_packet.host.supervision.task import Call, Task
from support_packet.host.validation.fact_values import fact_value
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason
from support_packet.values.warning import warn

_SHARE_OF_TIMEOUT = 0.5
"""The collector that asks for the facts needs the rest of its time to make its file of them."""
_MAX_UNDECLARED = 20

Pair = tuple[str, FactValue]


@dataclass(frozen=True)
class Service:
    """A server that facts come from, and what went wrong with it; `enabled` if it was asked."""

    title: str
    origin: CollectorId
    enabled: bool
    problems: tuple[Problem, ...]


class DeclaredFacts:
    """Implements `Facts`.

    `problems` has the keys that were refused and, once the facts are collected, those that
    failed; those of services are in `services`. Each fact has half of `collector_timeout`, in
    seconds, and all are evaluated at the same time.
    """

    def __init__(self, collector_timeout: float, deadline: Deadline) -> None:
        self.problems: list[Problem] = []
        self.services: list[Service] = []
        self.missing: list[str] = []
        self._seconds = collector_timeout * _SHARE_OF_TIMEOUT
        self._deadline = deadline
        self._declared: Sequence[Declared[PacketFacts]] = ()
        self._owners: dict[str, Declared[PacketFacts]] | None = None
        self._values: dict[str, FactValue] | None = None
        self._lock = threading.Lock()

    @property
    def collected(self) -> bool:
        """Whether a collector has asked for them."""
        return self._values is not None

    @property
    def declared(self) -> Sequence[Declared[PacketFacts]]:
        """What the hooks declared."""
        return self._declared

    @property
    def all_problems(self) -> list[Problem]:
        """The problems, also those of services."""
        return [*self.problems, *chain.from_iterable(each.problems for each in self.services)]

    def set_declarations(self, declared: Sequence[Declared[PacketFacts]]) -> None:
        """Take what the hooks declared; of two facts with one key, the first keeps it."""
        self._declared = declared
        self._owners = {}
        for facts in declared:
            for key in facts.value.keys:
                if "." not in key and not facts.origin.first_party:
                    self.problems.append(_reserved(key, facts.origin))
                    continue
                owner = self._owners.setdefault(key, facts)
                if owner is not facts:
                    self.problems.append(_taken(key, facts.origin, owner.origin))

    def collect(self) -> Mapping[str, FactValue]:
        """Evaluate every fact and return the known values, by key, sorted by key."""
        if self._owners is None:
            raise DeclarationError(
                "facts.collect() was called in a hook: call it in the collect of a PacketFile."
            )
        # Several files may be made of facts at the same time; one of them collects.
        with self._lock:
            if self._values is None:
                self._values = dict(sorted(self._evaluate(self._owners)))
            # A copy, because callers may change it.
            return dict(self._values)

    def _evaluate(self, owners: Mapping[str, Declared[PacketFacts]]) -> list[Pair]:
        asked = [facts for facts in self._declared if facts.value.keys]
        tasks = [self._start(facts) for facts in asked]
        known: list[Pair] = []
        answers = gather(tasks, self._seconds, self._deadline)
        answered = zip(tasks, answers, strict=True)
        for facts in self._declared:
            task, pairs = next(answered) if facts.value.keys else (None, [])
            known += [(key, value) for key, value in pairs if owners.get(key) is facts]
            problems = _problems(facts, task) if task else []
            if problems:
                self.missing += set(facts.value.keys) - {key for key, _ in pairs}
            self._report(facts, problems)
        return known

    def _start(self, facts: Declared[PacketFacts]) -> Task[Pair]:
        call = Call(", ".join(facts.value.keys), self._seconds)
        return facts.collector.runner.start(partial(_known, facts.value), call=call)

    def _report(self, facts: Declared[PacketFacts], problems: list[Problem]) -> None:
        if facts.value.service:
            title = facts.value.title or facts.origin.entry_point
            enabled = bool(facts.value.keys)
            self.services.append(Service(title, facts.origin, enabled, tuple(problems)))
        else:
            self.problems += problems


def _known(facts: PacketFacts) -> Generator[Pair, None, None]:
    """Yield the known values of `facts`, in the thread of their collector."""
    returned: object = facts.collect()
    if not isinstance(returned, Mapping):
        raise DeclarationError(f"collect() returned {type(returned).__name__}, not a mapping.")
    for key in facts.keys:
        try:
            value = fact_value(key, returned.get(key))
        except DeclarationError as error:
            warn(error)
            continue
        if value is not None:
            yield key, value
    # Bounded, because a mapping may be endless.
    for key in islice(returned, _MAX_UNDECLARED):
        if key not in facts.keys:
            warn(
                N_("The fact %(key)s was left out: it is not among the declared keys."),
                key=repr(key),
            )


def _problems(facts: Declared[PacketFacts], task: Task[Pair]) -> list[Problem]:
    title, keys = facts.value.title, ", ".join(facts.value.keys)
    attention = Message(N_("These facts need attention: %(facts)s"), facts=keys)
    absent = Message(N_("support_packet.yaml does not have %(facts)s"), facts=keys)
    if title:
        # The title has its own translation, maybe in the package's catalog.
        attention = absent = Message(
            N_("%(service)s information is incomplete"), service=Message(title)
        )
    problems = [
        Problem(Kind.WARNING, attention, warning, facts.origin) for warning in task.warnings
    ]
    if task.failure:
        problems.append(Problem(Kind.FACTS, absent, task.failure, facts.origin))
    return problems


def _reserved(key: str, origin: CollectorId) -> Problem:
    return Problem(
        Kind.FACTS,
        Message(N_("The fact %(key)s was left out"), key=key),
        Reason(
            Message(
                N_(
                    "Keys without a prefix are reserved for Mattermost's own facts. Packages "
                    "choose their own prefix, such as %(example)s."
                ),
                example=f"{origin.prefix}.{key}",
            ),
            defect=True,
        ),
        origin,
    )


def _taken(key: str, late: CollectorId, first: CollectorId) -> Problem:
    return Problem(
        Kind.FACTS,
        Message(N_("The fact %(key)s was left out"), key=key),
        Reason(
            Message(N_("%(collector)s declares the same key."), collector=first),
            Message(
                N_("Change the key in one of the two, or block %(collector)s."),
                collector=late.name,
            ),
        ),
        late,
    )
