"""All declared facts of one packet, asked when the first collector wants them, and only then."""

import threading
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from support_packet.contract import FactValue, PacketFacts
from support_packet.errors import DeclarationError
from support_packet.host.plugins import Collector
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import gather
from support_packet.host.validation import plain_fact
from support_packet.message import Message
from support_packet.warning import warn

_SHARE_OF_TIMEOUT = 0.5
"""The collector that asks for the facts needs the rest of its time to make its file of them."""
_MOST_UNDECLARED = 20

Pair = tuple[str, FactValue]


@dataclass(frozen=True)
class DeclaredFact:
    """Keys of `support_packet.yaml`, and the collector that declared them."""

    facts: PacketFacts
    collector: Collector


class DeclaredFacts:
    """Implements `Facts`; `problems` tells of keys refused and, once asked, of facts that failed.

    Each fact has half of `collector_timeout`, in seconds, and all are asked at the same time.
    """

    def __init__(self, collector_timeout: float, deadline: Deadline) -> None:
        self.problems: list[Problem] = []
        self._seconds = collector_timeout * _SHARE_OF_TIMEOUT
        self._deadline = deadline
        self._declared: Sequence[DeclaredFact] = ()
        self._owners: dict[str, DeclaredFact] | None = None
        self._values: dict[str, FactValue] | None = None
        self._lock = threading.Lock()

    def set_declarations(self, declared: Sequence[DeclaredFact]) -> None:
        """Take what the hooks declared; of two facts with one key the first keeps it."""
        self._declared = declared
        self._owners = {}
        for one in declared:
            for key in one.facts.keys:
                owner = self._owners.setdefault(key, one)
                if owner is not one:
                    self.problems.append(_taken(key, one.collector, owner.collector))

    def collect(self) -> Mapping[str, FactValue]:
        """Ask every fact and return the known values, by key, sorted by key."""
        if self._owners is None:
            raise DeclarationError("facts.collect() is only for the time when files are collected.")
        with self._lock:
            if self._values is None:
                self._values = dict(sorted(self._ask(self._owners)))
            return dict(self._values)

    def _ask(self, owners: Mapping[str, DeclaredFact]) -> list[Pair]:
        tasks = [one.collector.runner.start(partial(_known, one.facts)) for one in self._declared]
        known: list[Pair] = []
        problems: list[Problem] = []
        answers = gather(tasks, self._seconds, self._deadline)
        for one, task, pairs in zip(self._declared, tasks, answers, strict=True):
            known += [(key, value) for key, value in pairs if owners[key] is one]
            doing = f"Facts {', '.join(one.facts.keys)}: "
            problems += task.problems(one.collector.origin, doing=doing)
        self.problems += problems
        return known


def _known(facts: PacketFacts) -> Generator[Pair, None, None]:
    """Yield the known values of `facts`, in the thread of their collector."""
    returned: object = facts.collect()
    if not isinstance(returned, Mapping):
        raise DeclarationError(f"collect() returned {type(returned).__name__}, not a mapping.")
    for key in facts.keys:
        try:
            value = plain_fact(key, returned.get(key))
        except DeclarationError as error:
            warn(str(error))
            continue
        if value is not None:
            yield key, value
    for key in islice(returned, _MOST_UNDECLARED):
        if key not in facts.keys:
            warn(f"The fact {key!r} is not among the declared keys, and was left out.")


def _taken(key: str, late: Collector, first: Collector) -> Problem:
    return Problem(
        Message(
            "The fact %(key)s belongs to %(collector)s; the same key was refused here.",
            key=key,
            collector=first.origin,
        ),
        origin=late.origin,
        remedy=Message(
            "Have one of the two choose another key, or block %(collector)s.",
            collector=late.origin.entry_point,
        ),
    )
