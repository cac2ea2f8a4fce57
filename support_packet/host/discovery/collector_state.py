"""How loading each entry point ended, for people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from support_packet.contract import PacketSetting
from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.package_settings import variable_in_use
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem
from support_packet.settings import Settings
from support_packet.values.message import in_sentences

State = Literal["loaded", "blocked", "failed"]


@dataclass(frozen=True)
class SettingState:
    """One setting of a collector; not its value, which may be secret.

    `default` is empty where there is none, and of a secret.
    """

    variable: str
    kind: str
    secret: bool
    is_set: bool
    description: str
    default: str = ""


@dataclass(frozen=True)
class CollectorState:
    """How loading one entry point ended; `error` is why it failed, or what is wrong with it."""

    entry_point: str
    distribution: str
    version: str
    state: State
    hooks: tuple[str, ...] = ()
    error: str = ""
    settings: tuple[SettingState, ...] = ()


def state_of(
    origin: CollectorId, state: State, hooks: tuple[str, ...] = (), error: str = ""
) -> CollectorState:
    """Return the state of one entry point."""
    return CollectorState(
        origin.entry_point, origin.distribution, origin.version, state, hooks, error
    )


def loaded_state(
    origin: CollectorId,
    collector: Collector | None,
    problems: Iterable[Problem],
    settings: Settings,
) -> CollectorState:
    """Return the state of an entry point that was to be loaded: as `collector`, if it was."""
    # The packet says what to do about a defect: here it would be the same in each line.
    error = in_sentences(
        *(in_sentences(problem.why, problem.reason.remedy) for problem in problems)
    )
    if collector is None:
        return state_of(origin, "failed", (), error)
    known = tuple(_setting_states(collector, settings.collector_variables))
    return replace(state_of(origin, "loaded", collector.hooks, error), settings=known)


def without_left_out(state: CollectorState, why: Mapping[CollectorId, str]) -> CollectorState:
    """Return the state as failed if the collector is among those that were left out later."""
    for origin, error in why.items():
        if (origin.entry_point, origin.distribution) == (state.entry_point, state.distribution):
            return state_of(origin, "failed", (), error)
    return state


def _setting_states(collector: Collector, variables: Mapping[str, str]) -> Iterator[SettingState]:
    for setting in collector.declared_settings:
        variable = variable_in_use(collector.origin, setting, variables)
        yield SettingState(
            variable,
            setting.kind.__name__,
            setting.secret,
            variable in variables,
            setting.description,
            _default(setting),
        )


def _default(setting: PacketSetting) -> str:
    """Return the default as an operator would write it."""
    if setting.secret or setting.default is None:
        return ""
    if isinstance(setting.default, bool):
        return str(setting.default).lower()
    if isinstance(setting.default, list | tuple):
        return ",".join(map(str, setting.default))
    return str(setting.default)
