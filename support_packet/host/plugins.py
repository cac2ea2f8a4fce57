"""Finds, loads and registers collectors, each apart from all others."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pluggy

import hookspecs
from support_packet.contract import PROJECT, Facts
from support_packet.errors import DeclarationError
from support_packet.host.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.mattermost.installation import Mattermost
from support_packet.message import Message
from support_packet.settings import Settings
from support_packet.warning import warn

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("packet_"))


@dataclass(frozen=True)
class CollectorState:
    """What became of one entry point when it was to be loaded."""

    entry_point: str
    distribution: str
    version: str
    state: Literal["loaded", "blocked", "failed"]
    hooks: tuple[str, ...] = ()
    error: str = ""


class Collector:
    """One loaded entry point: the typed front of its hooks.

    It has a plugin manager of its own: pluggy stops at the first implementation that raises and
    loses the answers of all others, and one odd plugin can break a manager that several share.
    """

    def __init__(
        self, origin: CollectorId, manager: pluggy.PluginManager, hooks: Iterable[str]
    ) -> None:
        self.origin = origin
        self.hooks = tuple(sorted(hooks))
        self.runner = TaskRunner(str(origin))
        self._manager = manager
        self._hook = manager.hook

    def apart(self) -> "Collector":
        """Return the same collector; a call of the one that hangs does not block the other."""
        return Collector(self.origin, self._manager, self.hooks)

    def packet_files(self, mattermost: Mattermost, facts: Facts) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _answers(self._hook.packet_files(mattermost=mattermost, facts=facts))

    def packet_facts(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _answers(self._hook.packet_facts(mattermost=mattermost))

    def packet_secrets(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _answers(self._hook.packet_secrets(mattermost=mattermost))

    def packet_notices(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _answers(self._hook.packet_notices(mattermost=mattermost))


def _answers(returned: object) -> list[object]:
    # A list of pluggy's making, unless the plugin wrapped its own hook and returned what it likes.
    return returned if isinstance(returned, list) else [returned]


@dataclass(frozen=True)
class Collectors:
    """All collectors of this process: the loaded ones, and what became of each entry point."""

    loaded: tuple[Collector, ...]
    states: tuple[CollectorState, ...]
    problems: tuple[Problem, ...]

    def apart(self) -> "Collectors":
        """Return the same collectors, for work that is less patient than a packet."""
        return replace(self, loaded=tuple(one.apart() for one in self.loaded))


def load_collectors(settings: Settings, search_path: Sequence[str] | None = None) -> Collectors:
    """Load every collector that is not blocked; name and leave out those that fail.

    Called once, at start; each collector has `settings.collector_timeout` seconds for its import.
    `search_path` limits which folders are searched for distributions.
    """
    found, problems = find_entry_points(search_path)
    loaded: list[Collector] = []
    states: list[CollectorState] = []
    built_in = {one.origin.entry_point for one in found if one.origin.built_in}
    for one in found:
        if one.origin.entry_point in built_in and not one.origin.built_in:
            problems.append(_same_name(one.origin))
            states.append(_state(one.origin, "failed", (), problems[-1].text))
            continue
        if one.origin.entry_point in settings.blocked_collectors:
            states.append(_state(one.origin, "blocked"))
            continue
        collector, own_problems = _load(one, settings.collector_timeout)
        error = " ".join(problem.text for problem in own_problems)
        problems += own_problems
        if collector:
            loaded.append(collector)
            states.append(_state(one.origin, "loaded", collector.hooks, error))
        else:
            states.append(_state(one.origin, "failed", (), error))
    problems += _unknown_blocks(settings.blocked_collectors, found)
    return Collectors(tuple(loaded), tuple(states), tuple(problems))


def _same_name(origin: CollectorId) -> Problem:
    """Return why a name of ours is not for others: who blocks it blocks both."""
    return Problem(
        "This collector did not load. Its entry point is called like a built-in one.",
        origin=origin,
        remedy="Have its makers choose another name, or uninstall the package.",
    )


def _load(one: DiscoveredEntryPoint, seconds: float) -> tuple[Collector | None, list[Problem]]:
    task = TaskRunner(str(one.origin)).start(lambda: _register(one))
    [collectors] = gather([task], seconds, Deadline(seconds))
    doing = "" if collectors else "This collector did not load. "
    return next(iter(collectors), None), task.problems(one.origin, doing=doing)


def _register(one: DiscoveredEntryPoint) -> Generator[Collector, None, None]:
    """Import and register one plugin, in its own thread."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    plugin = one.entry_point.load()
    if manager.register(plugin, one.origin.entry_point) is None:
        raise DeclarationError(f"{one.entry_point.value} is {plugin!r}, which cannot have hooks.")
    callers = manager.get_hookcallers(plugin) or []
    hooks = [caller.name for caller in callers if caller.has_spec()]
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        warn(f"{error}; the hooks are {', '.join(HOOKS)}.")
    if not callers:
        warn(f"It implements no hook. Mark each of {', '.join(HOOKS)} with @hookimpl.")
    yield Collector(one.origin, manager, hooks)


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
    known = sorted({one.origin.entry_point for one in found})
    names = ", ".join(known)
    for name in sorted(blocked.difference(known)):
        yield Problem(
            Message(
                "SUPPORT_PACKET_BLOCKED_COLLECTORS names %(name)s, which no package registers.",
                name=name,
            ),
            remedy=Message("Take it out, or correct it to one of %(names)s.", names=names),
        )
