"""Finds, loads and registers collectors, each independently of all others."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pluggy

import hookspecs
from support_packet.contract import PROJECT
from support_packet.errors import DeclarationError
from support_packet.host.collector import Collector
from support_packet.host.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.host.supervision.task import Task
from support_packet.message import N_, Message
from support_packet.reason import Reason
from support_packet.settings import Settings
from support_packet.warning import warn

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("packet_"))


@dataclass(frozen=True)
class CollectorState:
    """How loading one entry point ended; `error` is why it failed, or what is wrong with it."""

    entry_point: str
    distribution: str
    version: str
    state: Literal["loaded", "blocked", "failed"]
    hooks: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Collectors:
    """All collectors of this process: those that are loaded, and the state of each entry point."""

    loaded: tuple[Collector, ...]
    states: tuple[CollectorState, ...]
    problems: tuple[Problem, ...]

    def with_own_runners(self) -> "Collectors":
        """Return the same collectors, so that a call that hangs here does not block the others.

        For work that waits less long than a packet, such as the page.
        """
        return replace(self, loaded=tuple(map(Collector.with_own_runner, self.loaded)))


def load_collectors(settings: Settings, search_path: Sequence[str] | None = None) -> Collectors:
    """Load every collector that is not blocked; those that fail are named and left out.

    Called once, at start; each collector has `settings.collector_timeout` seconds for its import.
    `search_path` limits which folders are searched for distributions.
    """
    found, problems = find_entry_points(search_path)
    loaded: list[Collector] = []
    states: list[CollectorState] = []
    built_in = {entry.origin.entry_point for entry in found if entry.origin.built_in}
    for entry in found:
        name = entry.origin.entry_point
        if name in built_in and not entry.origin.built_in:
            own_problems = [_same_name(entry.origin)]
        elif name in settings.blocked_collectors:
            states.append(_state(entry.origin, "blocked"))
            continue
        else:
            collectors, own_problems = _load(entry, settings.collector_timeout)
            loaded += collectors
        problems += own_problems
        states.append(_loaded_state(entry.origin, loaded, own_problems))
    problems += _unknown_blocks(settings.blocked_collectors, found)
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
    task = TaskRunner(str(entry.origin)).start(lambda: _register(entry))
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


def _register(entry: DiscoveredEntryPoint) -> Generator[Collector, None, None]:
    """Import and register one entry point, in its own thread."""
    # Importing runs any code at all, which is why this has a thread and a deadline.
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    plugin = entry.entry_point.load()
    if manager.register(plugin, entry.origin.entry_point) is None:
        raise DeclarationError(f"{entry.entry_point.value} is {plugin!r}, which cannot have hooks.")
    callers = manager.get_hookcallers(plugin) or []
    hooks = [caller.name for caller in callers if caller.has_spec()]
    names = ", ".join(HOOKS)
    # pluggy does not report a misspelled hook by itself: it is never called.
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        warn(N_("%(error)s; the hooks are %(hooks)s."), error=error, hooks=names)
    if not callers:
        warn(N_("It implements no hook. Mark each of %(hooks)s with @hookimpl."), hooks=names)
    yield Collector(entry.origin, manager, hooks)


def _loaded_state(
    origin: CollectorId, loaded: Sequence[Collector], problems: Iterable[Problem]
) -> CollectorState:
    """Return the state of an entry point that was to be loaded: the last of `loaded`, if it was."""
    error = " ".join(str(problem.why) for problem in problems)
    if loaded and loaded[-1].origin == origin:
        return _state(origin, "loaded", loaded[-1].hooks, error)
    return _state(origin, "failed", (), error)


def _state(
    origin: CollectorId,
    state: Literal["loaded", "blocked", "failed"],
    hooks: tuple[str, ...] = (),
    error: str = "",
) -> CollectorState:
    return CollectorState(
        origin.entry_point, origin.distribution, origin.version, state, hooks, error
    )


def _unknown_blocks(
    blocked: frozenset[str], found: Iterable[DiscoveredEntryPoint]
) -> Iterator[Problem]:
    known = sorted({entry.origin.entry_point for entry in found})
    for name in sorted(blocked.difference(known)):
        yield Problem(
            Kind.SETTING,
            Message(N_("SUPPORT_PACKET_BLOCKED_COLLECTORS has an unknown name")),
            Reason(
                Message(N_("No package registers a collector named %(name)s."), name=name),
                Message(N_("Remove it, or change it to one of %(names)s."), names=", ".join(known)),
            ),
        )
