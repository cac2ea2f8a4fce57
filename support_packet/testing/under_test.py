"""Which collectors a test is about: those of the distribution whose files it belongs to."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import importlib_metadata

from support_packet.contract import PROJECT
from support_packet.host.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.origin import CollectorId


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


def collectors_under_test(test: Path, names: Sequence[str] = ()) -> list[DiscoveredEntryPoint]:
    """Return the entry points `names`, else those of the distribution that `test` belongs to.

    That is what the next `pyproject.toml` in a folder above the file `test` names; without one, all
    packages but support-packet itself. `NothingToTestError` if they are not installed.
    """
    found, _ = find_entry_points()
    if names:
        return [_named(name, found) for name in names]
    project = _project_of(test)
    if project is None:
        chosen = [entry for entry in found if not entry.origin.built_in]
    else:
        chosen = [entry for entry in found if entry.origin.distribution == project]
    return chosen


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
    origin = CollectorId(distribution.replace("_", "-").lower(), "", name)
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


def _project_of(test: Path) -> str | None:
    for folder in test.parents:
        file = folder / "pyproject.toml"
        if file.is_file():
            name = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {}).get("name")
            if name:
                return re.sub(r"[-_.]+", "-", str(name)).lower()
    return None
