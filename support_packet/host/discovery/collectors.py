"""Finds, loads and registers collectors, each independently of all others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.collector_settings import with_settings
from support_packet.host.discovery.collector_state import (
    CollectorState,
    loaded_state,
    state_of,
    without_left_out,
)
from support_packet.host.discovery.collectors_folder import find_in_folder
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.discovery.loading import load_collector
from support_packet.host.discovery.shared_names import shared_name, told_apart
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.host.secrets_reader import SecretsReader
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.host.supervision.task import Task
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason


@dataclass(frozen=True)
class Collectors:
    """All collectors of this process: those that are loaded, and the state of each entry point."""

    loaded: tuple[Collector, ...]
    states: tuple[CollectorState, ...]
    problems: tuple[Problem, ...]
    secrets_reader: SecretsReader = field(default_factory=SecretsReader, compare=False)

    @property
    def secrets(self) -> frozenset[str]:
        """The values of the packages' settings that are secret."""
        return frozenset[str]().union(*(collector.secrets for collector in self.loaded))

    def with_own_runners(self, seconds: float = 0.0) -> "Collectors":
        """Return the same collectors, so that a call that hangs there does not block these.

        For work that waits less long than a packet, such as the page: a call hangs that takes
        longer than `seconds`.
        """
        own = tuple(collector.with_own_runner(seconds) for collector in self.loaded)
        return replace(self, loaded=own)


def load_collectors(
    settings: Settings,
    search_path: Sequence[str] | None = None,
    plugins_dir: Path | None = None,
) -> Collectors:
    """Load every collector that is not blocked; those that fail are named and left out.

    Called once, at start; each collector has `settings.collector_timeout` seconds for its import.
    `search_path` limits which folders are searched for distributions; what is in the folder
    `plugins_dir` needs none. `SettingsError` for a variable that is not a setting of any
    collector, or not valid.
    """
    found, problems = find_collectors(search_path, plugins_dir)
    return load_entry_points(found, settings, problems)


def find_collectors(
    search_path: Sequence[str] | None = None, plugins_dir: Path | None = None
) -> tuple[list[DiscoveredEntryPoint], list[Problem]]:
    """Return all collectors, those of the folder `plugins_dir` last, and what is unreadable."""
    found, problems = find_entry_points(search_path)
    if plugins_dir is None:
        return found, problems
    return [*found, *find_in_folder(plugins_dir)], problems


def load_entry_points(
    found: Sequence[DiscoveredEntryPoint],
    settings: Settings,
    problems: Sequence[Problem] = (),
    *,
    strict: bool = True,
) -> Collectors:
    """Load these entry points, as `load_collectors` does; `problems` are those of finding them.

    A wrong variable is only logged where not `strict`.
    """
    problems = list(problems)
    loaded: list[Collector] = []
    states: list[CollectorState] = []
    found = told_apart(found)
    built_in = {entry.origin.entry_point for entry in found if entry.origin.built_in}
    for entry in found:
        name, collector = entry.origin.entry_point, None
        if name in built_in and not entry.origin.built_in:
            own_problems = [_same_name(entry.origin)]
        elif entry.origin.is_among(settings.blocked_collectors):
            states.append(state_of(entry.origin, "blocked"))
            continue
        else:
            collectors, own_problems = _load(entry, settings.collector_timeout)
            loaded += collectors
            collector = next(iter(collectors), None)
            own_problems += shared_name(entry.origin, found, settings.blocked_collectors)
        problems += own_problems
        states.append(loaded_state(entry.origin, collector, own_problems, settings))
    loaded, left_out = with_settings(loaded, found, settings, strict=strict)
    states = [without_left_out(state, left_out) for state in states]
    problems += _unknown_names(settings, found)
    return Collectors(tuple(loaded), tuple(states), tuple(problems))


def _same_name(origin: CollectorId) -> Problem:
    """Return why a built-in name is refused: blocking it would block both."""
    return _not_loaded(
        origin,
        Reason(
            Message(N_("Its entry point has the name of a built-in one.")),
            Message(N_("Ask its maintainers to choose another name, or uninstall the package.")),
        ),
    )


def _not_loaded(origin: CollectorId, reason: Reason) -> Problem:
    headline = Message(
        N_("The collector %(collector)s of %(package)s could not be loaded"),
        collector=origin.entry_point,
        package=origin.distribution,
    )
    return Problem(Kind.NOT_LOADED, headline, reason, origin)


def _load(entry: DiscoveredEntryPoint, seconds: float) -> tuple[list[Collector], list[Problem]]:
    runner = TaskRunner(str(entry.origin), module=entry.module)
    task = runner.start(lambda: load_collector(entry))
    [collectors] = gather([task], seconds, Deadline(seconds))
    return collectors, list(_problems(entry.origin, task))


def _problems(origin: CollectorId, task: Task[Collector]) -> Iterator[Problem]:
    for warning in task.warnings:
        headline = Message(
            N_("The collector %(collector)s of %(package)s needs attention"),
            collector=origin.entry_point,
            package=origin.distribution,
        )
        yield Problem(Kind.WARNING, headline, warning, origin)
    if task.failure:
        yield _not_loaded(origin, task.failure)


def _unknown_names(settings: Settings, found: Iterable[DiscoveredEntryPoint]) -> Iterator[Problem]:
    known = sorted({entry.origin.name for entry in found})
    named = {
        "SUPPORT_PACKET_BLOCKED_COLLECTORS": settings.blocked_collectors,
        "SUPPORT_PACKET_REPLACING_COLLECTORS": settings.replacing_collectors,
    }
    for setting, names in named.items():
        unknown = (n for n in names if not any(entry.origin.is_among([n]) for entry in found))
        for name in sorted(unknown):
            yield _unknown_name(setting, name, known)


def _unknown_name(setting: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        Kind.SETTING,
        Message(N_("%(setting)s has an unknown name"), setting=setting),
        Reason(
            Message(N_("No package registers a collector named %(name)s."), name=name),
            Message(N_("Remove it, or change it to one of %(names)s."), names=", ".join(known)),
        ),
    )
