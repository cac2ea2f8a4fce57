"""The collectors under test, observed while the host calls them on a whole installation."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from support_packet.contract import PacketNotice, Purpose
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.declarations import Declarations, gather_declarations, gather_notices
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.hooks.requested import Requested
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.testing.author import Author
from support_packet.testing.conformance.audit import Event, Recorder, events_during
from support_packet.testing.conformance.left_behind import (
    children,
    files_below,
    heard,
    processes_left,
    same_process_state,
    threads_left,
)
from support_packet.testing.conformance.tables_read import Reads, reads_during
from support_packet.testing.made import Made, Previewed
from support_packet.testing.misspelt import misspelt_during

HOOK_SECONDS = 3.0
"""After how long a hook is no longer waited for."""
QUICK_SECONDS = 0.5
"""What the hooks of a collector may take together: their work belongs in `collect`.

They are called three times; the quickest counts, since the machine may be busy.
"""

PURPOSES: tuple[Purpose, ...] = ("packet", "page", "check")
LOOKS: tuple[Purpose, ...] = ("page", "check")


@dataclass
class Observation:
    """What was seen; empty from where on a hook was late, since all else would be late, too.

    `events` are by phase: hooks, facts, page, check, packet.
    """

    collectors: Collectors
    declared: dict[Purpose, Declarations] = field(default_factory=dict)
    notices: list[Declared[PacketNotice]] = field(default_factory=list)
    hook_problems: list[Problem] = field(default_factory=list)
    hook_seconds: dict[CollectorId, float] = field(default_factory=dict)
    fact_problems: list[Problem] = field(default_factory=list)
    events: dict[str, list[Event]] = field(default_factory=dict)
    previews: dict[Purpose, Previewed] = field(default_factory=dict)
    packets: list[Made] = field(default_factory=list)
    reads: dict[str, Reads] = field(default_factory=dict)
    misspelt: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything was called."""
        return len(self.packets) > 1

    @property
    def declarations(self) -> Declarations:
        """What is declared for a packet."""
        return self.declared["packet"]


def is_late(problem: Problem) -> bool:
    """Return whether the host gave up on a call, or on an earlier one of the same collector."""
    why = str(problem.why)
    late = ("did not respond within", "kept the packet waiting", "is still running")
    return problem.reason.defect and any(words in why for words in late)


class Observer:
    """Calls all that the host may call, one after the other."""

    def __init__(self, author: Author, packages: frozenset[str]) -> None:
        self._author = author
        self._settings = author.settings()
        self._recorder = Recorder(packages, author.installation.directory)
        self.seen = Observation(author.load(self._settings))

    def observe(self) -> Observation:
        """Return what was seen."""
        directory, seen = self._author.installation.directory, self.seen
        self._author.installation.mattermost()  # creates the database
        files, threads, processes = files_below(directory), set(threading.enumerate()), children()
        with same_process_state(), heard(seen.printed), misspelt_during(seen.misspelt):
            self._phase("hooks", self._declare)
            if not any(map(is_late, seen.hook_problems)):
                self._collect()
        seen.threads = threads_left(threads)
        seen.processes = processes_left(processes)
        seen.changed = _difference(files, files_below(directory))
        return seen

    def _phase(self, name: str, run: Callable[[], object]) -> None:
        self.seen.events[name] = events_during(self._recorder, run)

    def _declare(self) -> None:
        settings = replace(self._settings, collector_timeout=HOOK_SECONDS)
        for purpose in PURPOSES:
            limits, operator = settings.reading_limits, self._author.environment
            mattermost = self._author.installation.opened(limits, operator)
            collectors = self._author.load(settings)
            declared = gather_declarations(
                mattermost, collectors, settings, Deadline(60), Requested(purpose)
            )
            self.seen.declared[purpose] = declared
            self.seen.hook_problems += declared.problems
            if any(map(is_late, declared.problems)):
                return
            noticed = gather_notices(mattermost, collectors, settings, Deadline(60))
            self.seen.notices = noticed[0]
            self.seen.hook_problems += noticed[1]
            for collector in collectors.loaded:
                seconds = self.seen.hook_seconds.get(collector.origin, HOOK_SECONDS)
                quickest = min(seconds, collector.runner.seconds)
                self.seen.hook_seconds[collector.origin] = quickest

    def _collect(self) -> None:
        facts = self.seen.declarations.facts
        with reads_during(self.seen.reads, "facts"):
            self._phase("facts", facts.collect)
        self.seen.fact_problems += facts.all_problems
        for purpose in LOOKS:
            self._phase(purpose, partial(self._look, purpose))
        self._phase("packet", self._make_packets)

    def _look(self, purpose: Purpose) -> None:
        self.seen.previews[purpose] = self._author.previewed(purpose)

    def _make_packets(self) -> None:
        names = requested_names(self.seen.declarations)
        with reads_during(self.seen.reads, "packet"):
            self.seen.packets.append(self._author.made(include=names))
        with reads_during(self.seen.reads, "second packet", reverse=True):
            self.seen.packets.append(self._author.made(include=names))


def requested_names(declared: Declarations) -> list[str]:
    """Return the names of the files that are sent on request."""
    return [file.value.name for file in declared.files if not file.value.default]


def _difference(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
