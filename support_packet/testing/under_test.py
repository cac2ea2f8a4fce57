"""Which collectors a test is about: those of the distribution whose files it belongs to."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import importlib_metadata

from support_packet.contract import PROJECT
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.origin import CollectorId, distribution_name

NOTHING = (
    "No collectors to test are installed. Install your package: pip install -e . (again after each "
    "change of its entry points), or name a module: author.use(…)."
)


class NothingToTestError(LookupError):
    """No collectors of this name are installed; the message says what to do."""


class GivenObject(importlib_metadata.EntryPoint):
    """An entry point that no distribution has: for a module or an object of a test."""

    def __init__(self, name: str, given: object) -> None:
        module = given.__name__ if isinstance(given, ModuleType) else type(given).__module__
        super().__init__(name, module, PROJECT)
        vars(self).update(given=given)

    def load(self) -> object:
        """Return the object."""
        return vars(self)["given"]


@dataclass(frozen=True)
class UnderTest:
    """The collectors under test, or the problem that keeps them from being tested."""

    found: Sequence[DiscoveredEntryPoint]
    problem: str = ""


def collectors_under_test(test: Path, names: Sequence[str] = ()) -> UnderTest:
    """Return the entry points `names`, else those of the distribution that `test` belongs to.

    That is what the next `pyproject.toml` in a folder above the file `test` names; without one, all
    packages but support-packet itself. `NothingToTestError` if `names` are not installed.
    """
    found, _ = find_entry_points()
    if names:
        return UnderTest([_named(name, found) for name in names])
    project = _project_of(test)
    if not project:
        return UnderTest([entry for entry in found if not entry.origin.built_in])
    name = distribution_name(str(project["name"]))
    own = [entry for entry in found if entry.origin.distribution == name]
    declared = project.get("entry-points", {}).get(PROJECT)
    installed = {entry.entry_point.name: entry.entry_point.value for entry in own}
    if declared is not None and declared != installed:
        return UnderTest(own, _not_as_declared(name, declared, installed))
    return UnderTest(own)


def _not_as_declared(
    project: str, declared: Mapping[str, str], installed: Mapping[str, str]
) -> str:
    return (
        f"{project} is not installed with the entry points that its pyproject.toml declares: "
        f"{dict(declared)}, but installed are {dict(installed)}. Install it (again): "
        "pip install -e ."
    )


def given(*objects: object) -> list[DiscoveredEntryPoint]:
    """Return entry points for modules or objects with hooks, which nothing registers."""
    return [_given(each) for each in objects]


def _given(collector: object) -> DiscoveredEntryPoint:
    """Return an entry point called like the module, or like the class of the object."""
    if isinstance(collector, ModuleType):
        distribution, _, _ = collector.__name__.partition(".")
        name = collector.__name__.rpartition(".")[2]
    else:
        distribution = name = type(collector).__name__
    origin = CollectorId(distribution.replace("_", "-").lower(), "0", name)
    return DiscoveredEntryPoint(origin, GivenObject(name, collector))


def _named(name: str, found: Sequence[DiscoveredEntryPoint]) -> DiscoveredEntryPoint:
    for entry in found:
        if entry.origin.entry_point == name:
            return entry
    known = ", ".join(entry.origin.entry_point for entry in found)
    raise NothingToTestError(
        f"No installed distribution registers a collector named {name}: install the package "
        f"(again). The collectors are: {known}."
    )


def _project_of(test: Path) -> dict[str, Any]:
    """Return the table `project` of the next `pyproject.toml` above `test` that has one."""
    for folder in test.parents:
        file = folder / "pyproject.toml"
        if file.is_file():
            project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
            if "name" in project:
                return dict(project)
    return {}
